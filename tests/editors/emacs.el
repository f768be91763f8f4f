;; -*- lexical-binding: t -*-
;; Run by tests/editors.rs in an Emacs without a screen: opens a draft and a calendar, takes what the server
;; says of them, makes the quick fix, writes the file, and leaves what was seen as JSON.
;; Environment: SETUP (the configuration), DRAFT, CALENDAR (the files), OUT (where to write what was seen).

(package-initialize)
(require 'yaml-mode)
(require 'eglot)
(require 'json)
;; What docs/editors.md tells people to write.
(load (getenv "SETUP") nil t)
(setq eglot-sync-connect 30
      eglot-confirm-server-edits nil)

(defvar seen nil)
(defun see (what value) (push (cons what value) seen))

(defun await (what condition)
  "Wait for CONDITION; nothing here waits for a time."
  (let ((rounds 0) value)
    (while (not (setq value (funcall condition)))
      (when (> (setq rounds (1+ rounds)) 600) (error "waited in vain for %s" what))
      (accept-process-output nil 0.05))
    value))

(defun found ()
  ;; Eglot sends edits when nobody types for a while; without a screen nobody ever does.
  (eglot--signal-textDocument/didChange)
  ;; Jsonrpc keeps findings that come in one piece with an answer until something else comes: ask for that.
  (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))
  (flymake-start)
  (accept-process-output nil 0.02)
  (flymake-diagnostics))

(defun coded (code)
  (seq-find (lambda (it) (string-match-p code (flymake-diagnostic-text it))) (found)))

(defun shown ()
  (vconcat
   (mapcar (lambda (it)
             `((text . ,(buffer-substring-no-properties (flymake-diagnostic-beg it)
                                                        (flymake-diagnostic-end it)))
               (message . ,(substring-no-properties (flymake-diagnostic-text it)))))
           (found))))

(defun visit (file code)
  "Open FILE as a person would, and wait for a finding of CODE."
  (find-file file)
  ;; Eglot connects when a command is over; without a screen there are none.
  (run-hooks 'post-command-hook)
  (await "a server" #'eglot-managed-p)
  (flymake-mode 1)
  (await code (lambda () (coded code))))

(defun run ()
  (visit (getenv "CALENDAR") "KG202")
  (see 'calendar (shown))
  (visit (getenv "DRAFT") "KG101")
  (see 'draft (shown))
  (goto-char (flymake-diagnostic-beg (coded "KG101")))
  (let* ((server (eglot-current-server))
         (here (eglot--TextDocumentPositionParams))
         (hover (jsonrpc-request server :textDocument/hover here)))
    (see 'hover (plist-get (plist-get hover :contents) :value))
    (let ((action (car (eglot-code-actions (point) (point) "quickfix"))))
      (see 'made (plist-get action :title))
      ;; Emacs 29 and later have a function for it.
      (if (fboundp 'eglot-execute)
          (eglot-execute server action)
        (eglot--apply-workspace-edit (plist-get action :edit))))
    (await "the finding to go" (lambda () (not (coded "KG101"))))
    (save-buffer)
    ;; Unsaved text is judged, and completed.
    (goto-char (point-max))
    (insert "例外:\n  - 規則: ")
    (let ((capf (eglot-completion-at-point)))
      (see 'completions (vconcat (all-completions "" (nth 2 capf)))))
    (await "the finding on the unfinished record" (lambda () (coded "KG011")))
    (eglot-shutdown server)))

(condition-case failure
    (run)
  (error (see 'failure (format "%S" failure))))
(let ((coding-system-for-write 'utf-8-unix))
  (with-temp-file (getenv "OUT") (insert (json-encode seen))))
;; Whatever is unsaved stays so.
(kill-emacs)
