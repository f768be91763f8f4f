-- Run by tests/editors.rs in a headless Neovim (0.7 to 0.10): opens a draft, takes what the server says of
-- it, makes the quick fix, writes the file, and leaves what was seen as JSON.
-- Environment: SETUP (the configuration), DRAFT (the file), OUT (where to write what was seen).

local seen = { selected = {} }

local function finish(failure)
  seen.failure = failure
  local out = assert(io.open(os.getenv('OUT'), 'w'))
  out:write(vim.fn.json_encode(seen))
  out:close()
  vim.cmd('qa!')
end

local function wait(what, condition)
  if not vim.wait(30000, condition, 5) then
    error('waited in vain for ' .. what)
  end
end

local function run()
  -- The menu of actions: the first is taken.
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(seen.selected, action.title)
    end
    choose(items[1], 1)
  end

  -- What docs/editors.md tells people to write.
  dofile(os.getenv('SETUP'))
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('DRAFT')))
  local client
  wait('a client', function()
    for _, it in pairs(vim.lsp.get_active_clients()) do
      client = it.id
    end
    return client
  end)

  local function coded(code)
    for _, found in ipairs(vim.diagnostic.get(0)) do
      if found.code == code then
        return found
      end
    end
  end

  wait('findings', function() return coded('KG101') end)
  seen.diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(seen.diagnostics, {
      code = found.code or '', line = found.lnum, from = found.col, to = found.end_col,
      severity = found.severity, source = found.source, message = found.message,
    })
  end

  local found = coded('KG101')
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  local here = vim.lsp.util.make_position_params()
  local hovers = vim.lsp.buf_request_sync(0, 'textDocument/hover', here, 30000)
  seen.hover = hovers[client].result.contents.value

  -- A keystroke: unsaved text is judged.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { '例外:', '  - 規則: ' })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), #'  - 規則: ' })
  local there = vim.lsp.util.make_position_params()
  local completions = vim.lsp.buf_request_sync(0, 'textDocument/completion', there, 30000)
  seen.completions = {}
  for _, item in ipairs(completions[client].result.items) do
    table.insert(seen.completions, item.label)
  end
  wait('the finding on the unfinished record', function() return coded('KG011') end)
  vim.api.nvim_buf_set_lines(0, -3, -1, false, {})
  wait('it to go', function() return not coded('KG011') end)

  found = coded('KG101')
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  vim.lsp.buf.code_action()
  wait('the fix', function() return not coded('KG101') end)
  vim.cmd('write')
  vim.lsp.get_client_by_id(client).stop()
  wait('the server to leave', function() return vim.lsp.get_client_by_id(client) == nil end)
end

local ok, failure = xpcall(run, debug.traceback)
finish(not ok and tostring(failure) or nil)
