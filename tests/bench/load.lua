-- wrk script: requests drawn in turn from a file.  Environment: BENCH_FILE, one line a request:
--   GET <path>            or            POST <path> <JSON body>
local requests = {}
local next_request = 0

function init()
  for line in io.lines(os.getenv("BENCH_FILE")) do
    local method, path, body = line:match("^(%u+) (%S+) ?(.*)$")
    local headers = { ["Content-Type"] = "application/json" }
    requests[#requests + 1] = wrk.format(method, path, headers, method == "POST" and body or nil)
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function done(summary, latency)
  io.write(string.format("RESULT %.1f %.2f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect))
end
