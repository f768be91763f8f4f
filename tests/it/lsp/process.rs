//! `kigen lsp` as a process: frames on standard input and output, exit status.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    _folder: tempfile::TempDir,
    /// Dropped when the test is over.
    _watched: std::sync::mpsc::Sender<()>,
}

/// Kills a server that has not ended within a minute, so that a test fails instead of hanging.
fn watch(process: u32) -> std::sync::mpsc::Sender<()> {
    let (over, receiver) = std::sync::mpsc::channel::<()>();
    std::thread::spawn(move || {
        let waited = receiver.recv_timeout(std::time::Duration::from_secs(60));
        if waited == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            let _ = std::process::Command::new("kill")
                .args(["-9", &process.to_string()])
                .status();
        }
    });
    over
}

impl Process {
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = crate::common::limited(folder.path());
        command.arg("lsp").args(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            stdin: child.stdin.take(),
            stdout: BufReader::new(child.stdout.take().unwrap()),
            _watched: watch(child.id()),
            child,
            _folder: folder,
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.stdout.read_line(&mut line).unwrap(),
                0,
                "the server went away"
            );
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn hello(&mut self) {
        let capabilities = json!({"textDocument": {"publishDiagnostics": {}}});
        self.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": capabilities}}));
        assert_eq!(self.receive()["result"]["serverInfo"]["name"], "kigen");
        self.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    }

    /// Opens a draft and waits for its findings.
    fn serves(&mut self) {
        let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-10 09:00\n";
        let document = json!({"uri": "file:///a.yaml", "languageId": "yaml", "version": 1, "text": text});
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
        let found = self.receive();
        assert_eq!(found["method"], "textDocument/publishDiagnostics", "{found}");
        assert!(found.to_string().contains("KG101"), "{found}");
    }

    fn end(mut self) -> (Option<i32>, String) {
        self.stdin = None;
        let mut rest = Vec::new();
        self.stdout.read_to_end(&mut rest).unwrap();
        let output = self.child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn a_client_says_hello_and_goodbye() {
    let mut process = Process::start(&["--stdio", "--now", crate::common::NOW]);
    process.hello();
    process.serves();
    process.send(&json!({"jsonrpc": "2.0", "id": "z", "method": "shutdown"}));
    assert_eq!(
        process.receive(),
        json!({"jsonrpc": "2.0", "id": "z", "result": null})
    );
    process.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(process.end(), (Some(0), String::new()));
}

#[test]
fn what_is_no_message_is_answered_and_it_keeps_serving() {
    let mut process = Process::start(&["--now", crate::common::NOW]);
    process.hello();
    for (input, code) in [
        (&b"Content-Length: 2\r\n\r\n{]"[..], -32700),
        (b"Content-Length: 4\r\n\r\n\"\xff\xfe\"", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 0\r\n\r\n", -32700),
    ] {
        process.raw(input);
        assert_eq!(
            process.receive()["error"]["code"],
            code,
            "{}",
            String::from_utf8_lossy(input)
        );
    }
    let deep = "[".repeat(200_000);
    process.raw(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    assert_eq!(process.receive()["error"]["code"], -32700);
    process.send(&json!({"jsonrpc": "2.0", "id": 18_446_744_073_709_551_615_u64, "method": "x"}));
    let answer = process.receive();
    assert_eq!(
        (&answer["error"]["code"], &answer["id"]),
        (&json!(-32600), &json!(18_446_744_073_709_551_615_u64))
    );
    // After an invalid header the answer comes with the next header.
    for lost in [
        "Content-Length: 18446744073709551615\r\n\r\n{}",
        "Content-Length: -1\r\n\r\n{}",
        "GET / HTTP/1.1\r\n\r\n",
        "\u{0}\u{1b}[31m\n\n",
        "X-Foo: 1\r\n\r\n{}",
        "Content-Length: 5\r\n{}",
        "Content-Length: 2\r\n\r\n{}\"rest\": 1}",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "garbage: \u{3042} between\r\n\r\n",
    ] {
        process.raw(lost.as_bytes());
        process.send(&json!({"jsonrpc": "2.0", "id": 2, "method": "unknown"}));
        if lost.contains("\n{}\"rest") {
            // A body of two bytes is valid framing and no JSON-RPC request.
            assert_eq!(process.receive()["error"]["code"], -32600, "{lost:?}");
        }
        assert_eq!(process.receive()["error"]["code"], -32700, "{lost:?}");
        let answer = process.receive();
        assert_eq!(
            (&answer["error"]["code"], &answer["id"]),
            (&json!(-32601), &json!(2))
        );
    }
    process.serves();
    let (status, stderr) = process.end();
    assert_eq!((status, stderr.as_str()), (Some(1), ""));
}

#[test]
fn a_client_that_dies_ends_it() {
    // End of input at once, inside a header, inside a body.
    for input in ["", "Content-Le", "Content-Length: 100\r\n\r\n{"] {
        let mut process = Process::start(&[]);
        process.raw(input.as_bytes());
        assert_eq!(process.end(), (Some(1), String::new()), "{input:?}");
    }
    // Standard output is closed: the server exits although its input is open.
    let mut process = Process::start(&["--now", crate::common::NOW]);
    process.hello();
    let Process {
        mut child,
        stdin,
        stdout,
        _folder,
        _watched,
    } = process;
    drop(stdout);
    let mut stdin = stdin.unwrap();
    let body = json!({"jsonrpc": "2.0", "id": 2, "method": "unknown"}).to_string();
    let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    // The pipe breaks when the server has exited.
    while stdin.write_all(frame.as_bytes()).is_ok() {}
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn what_it_cannot_start_with_is_status_2() {
    for arguments in [&["--now", "昨日"][..], &["--rules", "no-such-folder"], &["--tcp"]] {
        let (status, stderr) = Process::start(arguments).end();
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(stderr.starts_with("kigen: "), "{stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_ends_with_the_process_of_its_client() {
    for is_asked_for in [true, false] {
        let mut client = std::process::Command::new("cat")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut process = Process::start(&[]);
        let params = json!({"processId": client.id(), "capabilities": {}});
        process.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}));
        process.receive();
        client.kill().unwrap();
        // Until it is reaped, its process id still exists.
        if is_asked_for {
            client.wait().unwrap();
        }
        // Standard input is still open.
        assert_eq!(process.child.wait().unwrap().code(), Some(1));
        client.wait().unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_client_that_never_reads_fills_no_memory() {
    let mut process = Process::start(&["--now", crate::common::NOW]);
    process.hello();
    process.serves();
    let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n回答期限: 2025-09-10 09:00\n---\n".repeat(100);
    let mut stdin = process.stdin.take().unwrap();
    let (progress, written) = std::sync::mpsc::channel();
    let writer = std::thread::spawn(move || {
        for version in 2..3000 {
            let document = json!({"uri": "file:///a.yaml", "version": version});
            let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
            let change =
                json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}).to_string();
            let frame = format!("Content-Length: {}\r\n\r\n{change}", change.len());
            if stdin.write_all(frame.as_bytes()).is_err() || progress.send(()).is_err() {
                return;
            }
        }
    });
    // Until the pipe is full or everything is written.
    while written.recv_timeout(std::time::Duration::from_secs(5)).is_ok() {}
    let about = std::fs::read_to_string(format!("/proc/{}/status", process.child.id())).unwrap();
    let peak = about
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    process.child.kill().unwrap();
    writer.join().unwrap();
    assert!(kilobytes < 200_000, "{kilobytes} kB");
}
