# shellcheck shell=bash
# What deploy/cluster check shows. Sourced; uses $data, nodes.sh and the functions of deploy/cluster. Each check ends in a line
# "NAME: ok" or "NAME: FAILED" with its figures.
readonly all_checks=(scaling killed cut_off behind indexer standby promoted rejoin planned rejoin)

run_checks() {
  local name failed=0
  (($#)) || set -- "${all_checks[@]}"
  for name in "$@"; do
    [[ " ${all_checks[*]} " == *" $name "* ]] || fail "there is no check $name" "There are: ${all_checks[*]}"
  done
  echo "$(nproc) cores for all nodes, the balancer and the load together; network: $mode"
  [[ $mode == namespaces ]] || echo "no cable can be pulled here: a node is cut off by letting its processes stand still"
  mkdir -p "$data/checks"; write_mix
  for name in "$@"; do
    problems=()
    "check_$name"
    if ((${#problems[@]})); then
      failed=$((failed + 1)); printf '%s: FAILED\n' "$name"; printf '    %s\n' "${problems[@]}"
    else printf '%s: ok\n' "$name"; fi
  done
  ((failed == 0)) || { echo "$failed of $# checks FAILED; logs are in $data/log"; return 1; }
  echo "all $# checks ok"
}
problem() { problems+=("$1"); }
figure() { printf '  %s\n' "$1"; }
other() { [[ $1 == db1 ]] && echo db2 || echo db1; }
web() { echo "https://$(address balancer):8443"; }
ask() { on client curl -sS --noproxy '*' --cacert "$data/balancer/ca.pem" --max-time 20 "$@"; }

# A feed of 60 offers that changes when it is written again, whole or not at all.
write_feed() {
  local n
  {
    echo 'sleutel;titel;aanbieder;soort;sector;samenvatting;vorm;prijs;plaats;postcode'
    for n in $(seq 60); do
      echo "PROEF-$n;Proefcursus lassen $n;Proefschool Het Tijdelijke;cursus;techniek;Ronde $1 van deze proef.;klassikaal;$((100 + n));Utrecht;3511 AB"
    done
  } >"$data/indexer/feed.new"
  mv "$data/indexer/feed.new" "$data/indexer/feed.csv"
}

write_mix() {
  cat >"$data/checks/mix.lua" <<'LUA'
local words = {"lassen", "zorg", "verpleegkundige", "excel", "heftruck", "nederlands", "techniek", "avond", "mbo 4", "horeca"}
local n = 0
request = function()
  n = n + 1
  if n % 4 == 0 then return wrk.format("GET", "/v1/suggestions?q=" .. string.sub(words[n % #words + 1], 1, 3)) end
  return wrk.format("GET", "/v1/offers?q=" .. string.gsub(words[n % #words + 1], " ", "%%20") .. "&page=" .. n % 3 + 1)
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %.1f %d %d %.0f %.0f\n", summary.requests / summary.duration * 1e6, summary.requests,
    e.connect + e.read + e.write + e.timeout + e.status, latency:percentile(95) / 1000, latency.max / 1000))
end
LUA
}
# Load through the balancer: rate, requests, failed, p95 and longest in ms.
load() {  # SECONDS CONNECTIONS
  on client wrk -t1 "-c$2" "-d${1}s" --timeout 20s -s "$data/checks/mix.lua" "$(web)" 2>&1 | sed -n 's/^RESULT //p'
}
begin_load() { load "$1" 6 >"$data/checks/load" & load_pid=$!; }
end_load() {
  wait "$load_pid" || true
  local rate requests failed p95 longest
  read -r rate requests failed p95 longest <"$data/checks/load" || true
  figure "load meanwhile: ${requests:-0} requests at the balancer, ${failed:-?} failed, p95 ${p95:-?} ms, longest ${longest:-?} ms"
  [[ ${failed:-1} == 0 && ${requests:-0} -gt 50 ]] || problem "${failed:-all} of ${requests:-0} requests failed"
}
since() { echo $(($(now_ms) - $1)); }
# Milliseconds until a command succeeds; a problem after so many seconds.
time_until() {  # SECONDS WHAT command
  local seconds=$1 what=$2 began; began=$(now_ms); shift 2
  if wait_until "$seconds" "$@"; then taken=$(since "$began"); else taken="over ${seconds}000"; problem "$what: not within $seconds s"; fi
}
everybody_in() {
  local node
  for node in "${read_nodes[@]}"; do in_service "$node" || return 1; done
}
need_everybody() { wait_until 40 everybody_in || problem "not every node was in service before"; }

# Processor time of the API of the first N read nodes, in hundredths of a second.
api_ticks() {
  local node sum=0
  for node in "${read_nodes[@]:0:$1}"; do sum=$((sum + $(awk '{sub(/^.*\) /, ""); print $12 + $13}' "/proc/$(cat "$data/pids/$node.api")/stat"))); done
  echo $((sum * 100 / $(getconf CLK_TCK)))
}
check_scaling() {
  echo "scaling: requests a second with one, two and three read nodes"
  need_everybody
  local percent=12 seconds=8 node rate requests failed p95 longest capped=no count before used rates=() costs=() share=0
  for node in "${read_nodes[@]}"; do ! cap_node "$node" $percent || capped=yes; done
  if [[ $capped == yes ]]; then figure "each node may use $percent% of a core, so that three of them, the balancer and the load fit in $(nproc) cores"
  else figure "nodes cannot be capped here (no cgroup): all share $(nproc) cores with the load, so little can be seen"; fi
  for count in 1 2 3; do
    for node in "${read_nodes[@]}"; do
      balancer "set server answering/$node state $([[ ${node#read} -le $count ]] && echo ready || echo maint)" >/dev/null
    done
    sleep 2
    load 2 24 >/dev/null
    before=$(api_ticks "$count")
    read -r rate requests failed p95 longest < <(load $seconds 24) || { problem "no figures with $count nodes"; rate=0; failed=0; requests=1; }
    used=$(($(api_ticks "$count") - before)); share=$((used * 100 / (count * percent * seconds)))
    figure "$count nodes: $rate a second, p95 $p95 ms, $failed of $requests failed; they used $share% of what they may"
    [[ $failed == 0 ]] || problem "$failed requests failed with $count nodes"
    rates+=("$rate"); costs+=("$(awk -v u=$used -v n="$requests" 'BEGIN {print u / n}')")
  done
  for node in "${read_nodes[@]}"; do ! cap_node "$node" 0 || true; done
  local ratio; ratio=$(awk -v a="${rates[2]}" -v b="${rates[0]}" 'BEGIN {printf "%.2f", (b > 0 ? a / b : 0)}')
  figure "three nodes answer $ratio times what one does"
  [[ $capped == yes ]] || return 0
  at_least() { awk -v r="$ratio" -v least="$1" 'BEGIN {exit !(r >= least)}'; }
  if at_least 2.0; then return 0; fi
  if ((share >= 85)); then problem "three nodes give $ratio times one; 2.0 is the least"; return 0; fi
  # Other work takes the machine: then it shows whether an answer costs more when there are more nodes, and little besides.
  figure "this machine did not give three nodes what they may use, so they are judged by what an answer cost them"
  awk -v a="${costs[2]}" -v b="${costs[0]}" 'BEGIN {exit !(a <= 1.25 * b)}' || problem "an answer costs ${costs[2]} with three nodes and ${costs[0]} with one (hundredths of a second)"
  at_least 1.5 || problem "three nodes give $ratio times one; 1.5 is the least on a machine that is busy otherwise"
}

check_killed() {
  echo "killed: the API of a node is killed under load"
  need_everybody
  begin_load 14; sleep 2
  kill -KILL "$(cat "$data/pids/read2.api")"
  time_until 10 "out of service" out_of_service read2; figure "out of service after $taken ms"
  begin_api read2
  time_until 15 "back in service" in_service read2; figure "back in service $taken ms after it was started again"
  end_load
}

check_cut_off() {
  echo "cut_off: the network of a node is gone under load"
  need_everybody
  begin_load 20; sleep 2
  cut_off read3
  time_until 10 "out of service" out_of_service read3; figure "out of service after $taken ms"
  sleep 3
  connect_again read3
  time_until 15 "back in service" in_service read3; figure "back in service $taken ms after its network came back"
  end_load
}

latest_change() { on_db "$(primary)" "SELECT coalesce(max(number), 0) FROM change_log" leerwijzer; }
# Which change the process of a node has in its index; nothing where it does not say.
change_at() { on balancer curl -s --noproxy '*' --max-time 3 "http://$(address "$1"):8080/metrics" | sed -n 's/^leerwijzer_index_change{[^}]*} //p'; }
stands_at() { [[ $(change_at "$1") -ge $2 ]]; }
moved_past() { [[ $(latest_change) -gt $1 ]]; }
# Changes the feed, and waits until that is in the database: $change, and $changed_ms by its clock.
change_feed() {
  local before; before=$(latest_change)
  write_feed "$(now_ms)"
  wait_until 40 moved_past "$before" || { problem "a changed feed is not read within 40 s"; change=$before; changed_ms=$(now_ms); return; }
  sleep 0.3
  change=$(latest_change)
  changed_ms=$(on_db "$(primary)" "SELECT floor(extract(epoch FROM changed_at) * 1000) FROM change_log WHERE number = $change" leerwijzer)
}

check_behind() {
  echo "behind: one node gets no copies any more (at most $max_lag s are allowed)"
  need_everybody
  end read1 replicate TERM
  change_feed
  local node lag
  for node in read2 read3; do
    time_until 30 "$node at change $change" stands_at "$node" "$change"
    lag=$(($(now_ms) - changed_ms)); figure "$node has the change $lag ms after it was made"
    ((lag < max_lag * 1000)) || problem "$node is behind by $lag ms in the ordinary course"
  done
  time_until $((max_lag + 12)) "out of service" out_of_service read1
  figure "read1 out of service $(($(now_ms) - changed_ms)) ms after the change: $(ready read1 | cut -c1-140)"
  in_service read2 && in_service read3 || problem "nodes that are not behind are out of service"
  begin_replica read1
  time_until 20 "back in service" in_service read1; figure "back in service $taken ms after copies came again"
}

same_everywhere() {
  local node first; first=$(cat "$data/read1/index/current")
  for node in "${read_nodes[@]}"; do [[ $(cat "$data/$node/index/current") == "$first" ]] || return 1; done
}
check_indexer() {
  echo "indexer: it is killed while it works, and started again"
  need_everybody
  begin_load 12; sleep 1
  local before; before=$(latest_change)
  write_feed "$(now_ms)"
  # In the midst of storing and indexing, if that can be met.
  wait_until 20 moved_past "$before" || true
  kill -KILL "$(cat "$data/pids/indexer.watch")" "$(cat "$data/pids/indexer.ship")"
  figure "killed at change $(latest_change) of the database, change $(change_at read1) of the nodes"
  sleep 2
  everybody_in || problem "nodes went out of service within 2 s"
  local began; began=$(now_ms)
  begin_indexer
  change_feed
  local node
  for node in "${read_nodes[@]}"; do wait_until 30 stands_at "$node" "$change" || problem "$node does not reach change $change"; done
  figure "started again, it read the feed and every node had change $change after $(since "$began") ms"
  end_load
  wait_until 10 same_everywhere || problem "the nodes do not have the same generation"
  local told
  for node in "${read_nodes[@]}"; do
    deploy/replicate verify "$data/$node/index/$(cat "$data/$node/index/current")" >/dev/null || problem "the copy of $node differs from its manifest"
  done
  if told=$(indexer_verb verify 2>&1); then figure "$told"; else problem "verify: $(tail -n 1 <<<"$told")"; fi
}

# A body that may be sent: what a person approved of a preview.
approve() {
  local request
  request='{"desk": "midden-utrecht-werkcentrum", "learner": {"postcode": "3511", "occupations": [{"text": "verkoper"}]},
    "goal": {"occupation": {"text": "verzorgende"}}, "contact": {"channel": "email", "name": "Sam", "email": "sam@voorbeeld.nl"}}'
  ask -H 'Content-Type: application/json' -d "$request" "$(web)/v1/referrals/previews" >"$data/checks/preview" || return 1
  jq -e -c --argjson request "$request" '$request + {consent: {given: true, version: "2026-11"},
    approved: [.sections[] | select(.chosen) | {section, approval}]}' "$data/checks/preview" >"$data/checks/body"
}
# One write with its key: prints the code that it was acknowledged with; else fails.
write_one() {  # KEY
  local answer
  answer=$(ask -H 'Content-Type: application/json' -H "Idempotency-Key: $1" -d "@$data/checks/body" -w '\n%{http_code}' \
    "$(web)/v1/referrals" 2>/dev/null) || return 1
  [[ ${answer##*$'\n'} == 2* ]] && jq -er .code <<<"${answer%$'\n'*}"
}
new_key() { cat /proc/sys/kernel/random/uuid; }
# Writes until told to stop; a write that is not acknowledged is sent again with its key. What is acknowledged is logged.
write_on() {
  local key code
  while [[ ! -e $data/checks/enough ]]; do
    key=$(new_key)
    until code=$(write_one "$key"); do
      [[ ! -e $data/checks/give_up ]] || { echo "$key" >>"$data/checks/open"; return; }
      sleep 0.2
    done
    echo "$(now_ms) $key $code" >>"$data/checks/acknowledged"
  done
}
rows() { on_db "$1" "SELECT count(*) FROM referral" leerwijzer; }
is_written() { [[ $(ask -o /dev/null -w '%{http_code}' -H "Leerwijzer-Code: $1" "$(web)/v1/referrals") == 200 ]]; }

check_standby() {
  local first second; first=$(primary); second=$(other "$first")
  echo "standby: $second is cut off, so nothing may be acknowledged that it does not have"
  need_everybody
  approve || { problem "no preview: $(head -c 200 "$data/checks/preview")"; return; }
  local before key code began; before=$(rows "$first"); key=$(new_key)
  cut_off "$second"
  began=$(now_ms)
  if code=$(write_one "$key"); then problem "a write was acknowledged that only the primary has"; fi
  figure "a write was refused after $(since "$began") ms"
  [[ $(ask -o /dev/null -w '%{http_code}' "$(web)/v1/offers?q=lassen") == 200 ]] || problem "no search meanwhile"
  local id; id=$(ask "$(web)/v1/offers?q=lassen" | jq '.items[0].id')
  [[ $(ask -o /dev/null -w '%{http_code}' "$(web)/v1/offers/$id") == 200 ]] || problem "no reading from the database meanwhile"
  connect_again "$second"
  began=$(now_ms)
  until code=$(write_one "$key"); do (($(since "$began") < 40000)) || { problem "the write is not taken 40 s after the standby came back"; return; }; sleep 0.2; done
  figure "sent again with its key, it was acknowledged $(since "$began") ms after the standby came back"
  is_written "$code" || problem "an acknowledged write is not there"
  [[ $(rows "$first") == $((before + 1)) ]] || problem "the write is there $(($(rows "$first") - before)) times"
  wait_until 40 everybody_in || problem "not every node is in service again"
}

check_promoted() {
  local first; first=$(primary)
  echo "promoted: $first is cut off while it takes writes, and $(other "$first") becomes the primary"
  change_primary "$first" "$(other "$first")" cut_off
}
check_planned() {
  local first; first=$(primary)
  echo "planned: $first is told to stop writing under writes, and $(other "$first") becomes the primary"
  change_primary "$first" "$(other "$first")" planned
}
lose_primary() {
  cut_off "$1"
  sleep 1
  # Cut off, it lives on and may be reached by who sits on its node: it must not acknowledge to anybody.
  if timeout 4 "$postgres_bin/psql" "host=$data/$1/socket user=postgres dbname=leerwijzer" -XAtqc "CREATE TABLE written_while_cut_off (n integer)" >/dev/null 2>&1; then
    problem "the primary of before acknowledges a write while it is cut off"
  else figure "the primary of before, cut off, acknowledges nothing in 4 s"; fi
}
# With three writers at work. $3: cut_off or planned
change_primary() {
  local first=$1 second=$2 before writers=() n began former=()
  need_everybody
  approve || { problem "no preview: $(head -c 200 "$data/checks/preview")"; return; }
  rm -f "$data/checks"/{acknowledged,enough,give_up,open}; : >"$data/checks/acknowledged"
  before=$(rows "$first")
  for n in 1 2 3; do write_on & writers+=($!); done
  sleep 4
  began=$(now_ms)
  if [[ $3 == cut_off ]]; then lose_primary "$first"; else former=(--former "host=$data/$first/socket user=postgres dbname=postgres"); fi
  "${as_pg[@]}" "$data/tools/promote" --standby "host=$data/$second/socket user=postgres dbname=postgres" "${former[@]}" \
    --pool "host=$data/pool port=6432 user=pgbouncer dbname=pgbouncer" --databases "$data/pool/leerwijzer-databases.ini" \
    --host "$(address "$second")" --yes >"$data/checks/promote" 2>&1 || problem "not promoted: $(tail -n 1 "$data/checks/promote")"
  sed 's/^/  /' "$data/checks/promote" | grep ' ms ' || true
  local promoted; promoted=$(now_ms)
  acknowledged_since() { awk -v t="$1" '$1 > t {found = 1} END {exit !found}' "$data/checks/acknowledged"; }
  wait_until 40 acknowledged_since "$promoted" || problem "no write is taken within 40 s after the promotion"
  local first_again; first_again=$(awk -v t="$promoted" '$1 > t {print $1; exit}' "$data/checks/acknowledged")
  figure "writes were out for $((${first_again:-$(now_ms)} - began)) ms, of which $((promoted - began)) ms until somebody had promoted"
  sleep 3; touch "$data/checks/enough"
  (sleep 30; touch "$data/checks/give_up") & local limit=$!
  wait "${writers[@]}" || true
  kill "$limit" 2>/dev/null || true
  local count lost=0 code _ ; count=$(wc -l <"$data/checks/acknowledged")
  while read -r _ _ code; do is_written "$code" || lost=$((lost + 1)); done <"$data/checks/acknowledged"
  figure "$count writes were acknowledged, $lost of them are lost; $(($(rows "$second") - before)) rows came"
  ((count > 10)) || problem "only $count writes were acknowledged"
  ((lost == 0)) || problem "$lost acknowledged writes are lost"
  local open=0; [[ ! -s $data/checks/open ]] || open=$(wc -l <"$data/checks/open")
  local came; came=$(($(rows "$second") - before))
  ((came >= count && came <= count + open)) || problem "$came rows for $count acknowledged writes: some are there twice"
  wait_until 40 everybody_in || problem "not every node is in service again"
}

check_rejoin() {
  local now former; now=$(primary); former=$(other "$now")
  echo "rejoin: $former becomes the standby of $now"
  if [[ $(on_db "$former" "SELECT pg_is_in_recovery()" 2>/dev/null) == t ]]; then figure "it is one already (run it after promoted)"; return; fi
  end "$former" postgres QUIT
  connect_again "$former"
  wait_until 20 on "$former" "$postgres_bin/pg_isready" -q -h "$(address "$now")" || problem "$now is not reached from $former"
  local began; began=$(now_ms)
  on "$former" "${as_pg[@]}" "$data/tools/standby" rejoin --primary "$(peer "$now")" --data "$data/$former/data" --name "$former" >"$data/checks/rejoin" 2>&1 ||
    { problem "$(tail -n 2 "$data/checks/rejoin" | tr '\n' ' ')"; return; }
  configure_database "$former"
  begin_database "$former"
  "${as_pg[@]}" "$data/tools/standby" require --primary "host=$data/$now/socket user=postgres dbname=postgres" --name "$former" >>"$data/checks/rejoin" 2>&1 ||
    problem "$(tail -n 1 "$data/checks/rejoin")"
  figure "a synchronous standby again after $(since "$began") ms"
  [[ -z $(on_db "$former" "SELECT 1 FROM pg_class WHERE relname = 'written_while_cut_off'" leerwijzer) ]] || problem "it kept what nobody acknowledged"
  same_rows() { [[ $(rows "$former") == $(rows "$now") ]]; }
  wait_until 10 same_rows || problem "the rows differ"
  "${as_pg[@]}" "$data/tools/standby" status --primary "host=$data/$now/socket user=postgres dbname=postgres" | sed 's/^/  /'
  wait_until 40 everybody_in || problem "not every node is in service again"
}
