# shellcheck shell=bash
# Nodes on one machine, for deploy/cluster: each in a network namespace of its own on one bridge, or, where the system does
# not allow that, an address of 127.0.1.0/24. Sourced; uses $data. The last octets are those of the files in this folder.
readonly net_name=lwnet
declare -A octet=([client]=1 [balancer]=2 [indexer]=10 [read1]=11 [read2]=12 [read3]=13 [db1]=21 [db2]=22 [pool]=30)
readonly node_names=(client balancer indexer read1 read2 read3 db1 db2 pool)
readonly read_nodes=(read1 read2 read3)

fail() { printf 'deploy/cluster: %s\n' "$1" >&2; [[ -z ${2:-} ]] || printf '  %s\n' "$2" >&2; exit 1; }
now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }

network_prefix() { [[ $mode == namespaces ]] && echo 10.77.0 || echo 127.0.1; }
address() { echo "$(network_prefix).${octet[$1]}"; }
namespace() { echo "lw-$1"; }

# namespaces where the system lets us make them and link them, else loopback.
choose_mode() {
  mode=loopback
  [[ $want_loopback == no && $(id -u) -eq 0 ]] || return 0
  if ip netns add lw-probe 2>/dev/null; then
    ! ip -n lw-probe link add lwprobe type bridge 2>/dev/null || mode=namespaces
    ip netns del lw-probe
  fi
}

make_network() {
  [[ $mode == namespaces ]] || return 0
  ! ip netns list | grep -q "^$net_name\b" || fail "there is a network of another cluster here" "deploy/cluster stop, with its --data"
  ip netns add $net_name
  ip -n $net_name link add bridge0 type bridge
  ip -n $net_name link set bridge0 up
  local node
  for node in "${node_names[@]}"; do
    ip netns add "$(namespace "$node")"
    ip -n $net_name link add "to-$node" type veth peer name eth0 netns "$(namespace "$node")"
    ip -n $net_name link set "to-$node" master bridge0 up
    ip -n "$(namespace "$node")" addr add "$(address "$node")/24" dev eth0
    ip -n "$(namespace "$node")" link set eth0 up
    ip -n "$(namespace "$node")" link set lo up
  done
}
drop_network() {
  [[ $mode == namespaces ]] || return 0
  local node
  for node in "${node_names[@]}"; do ip netns del "$(namespace "$node")" 2>/dev/null || true; done
  ip netns del $net_name 2>/dev/null || true
}

# A node whose cable is pulled. On loopback there is no cable: its processes stand still, which answers as little.
cut_off() {
  if [[ $mode == namespaces ]]; then ip -n $net_name link set "to-$1" down; return; fi
  signal_node "$1" STOP
}
connect_again() {
  if [[ $mode == namespaces ]]; then ip -n $net_name link set "to-$1" up; return; fi
  signal_node "$1" CONT
}
signal_node() {
  local file pid
  for file in "$data/pids/$1".*; do
    [[ -f $file ]] || continue
    pid=$(cat "$file"); kill "-$2" "$pid" 2>/dev/null || true
    # PostgreSQL works in children.
    [[ $file != *.postgres ]] || kill "-$2" $(cat "/proc/$pid/task/$pid/children" 2>/dev/null) 2>/dev/null || true
  done
}

# A share of a core for each node, so that three nodes together need less than the machine has.
cpu_group() {
  local root
  for root in /sys/fs/cgroup/cpu /sys/fs/cgroup; do
    [[ -e $root/cpu.cfs_quota_us || -e $root/cgroup.controllers ]] && [[ -w $root ]] && { echo "$root"; return; }
  done
}
cap_node() {  # NODE PERCENT of one core; 0 takes the cap away
  local root; root=$(cpu_group); [[ -n $root ]] || return 1
  local group=$root/leerwijzer-cluster/$1
  mkdir -p "$group" 2>/dev/null || return 1
  if [[ -e $group/cpu.cfs_quota_us ]]; then
    echo 20000 >"$group/cpu.cfs_period_us" && echo $(($2 > 0 ? $2 * 200 : -1)) >"$group/cpu.cfs_quota_us"
  else
    echo +cpu >"$root/cgroup.subtree_control" 2>/dev/null; echo +cpu >"$root/leerwijzer-cluster/cgroup.subtree_control" 2>/dev/null
    [[ -e $group/cpu.max ]] || return 1
    echo "$([[ $2 -gt 0 ]] && echo $(($2 * 200)) || echo max) 20000" >"$group/cpu.max"
  fi
  cat "$data/pids/$1.api" >"$group/cgroup.procs"
}
drop_caps() {
  local root; root=$(cpu_group); [[ -n $root && -d $root/leerwijzer-cluster ]] || return 0
  rmdir "$root"/leerwijzer-cluster/*/ "$root/leerwijzer-cluster" 2>/dev/null || true
}

# Runs a command on a node.
on() {
  local node=$1; shift
  if [[ $mode == namespaces ]]; then ip netns exec "$(namespace "$node")" "$@"; else "$@"; fi
}

# Starts a program on a node in the background: begin NODE NAME command. Its pid and log are in $data.
begin() {
  local node=$1 name=$2; shift 2
  local command=("$@")
  [[ $mode != namespaces ]] || command=(ip netns exec "$(namespace "$node")" "$@")
  setsid "${command[@]}" </dev/null >>"$data/log/$node.$name" 2>&1 9>&- &
  echo $! >"$data/pids/$node.$name"
}
alive() { [[ -s $data/pids/$1.$2 ]] && kill -0 "$(cat "$data/pids/$1.$2")" 2>/dev/null; }
end() {  # NODE NAME SIGNAL: and waits until it is gone
  local file=$data/pids/$1.$2 pid _
  [[ -s $file ]] || return 0
  pid=$(cat "$file"); kill "-${3:-TERM}" "$pid" 2>/dev/null || true
  for _ in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
  ! kill -0 "$pid" 2>/dev/null || { kill -CONT "$pid"; kill -KILL "$pid"; } 2>/dev/null || true
  rm -f "$file"
}
wait_until() {  # SECONDS command: until it succeeds
  local until=$(($(now_ms) + $1 * 1000)); shift
  until "$@" >/dev/null 2>&1; do
    (($(now_ms) < until)) || return 1
    sleep 0.05
  done
}
