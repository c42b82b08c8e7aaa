# Starts penstock and, in front of it, a private nginx that uses the snippet of this checkout. To be sourced.
#
# Both live in a run directory of their own, listen on loopback and a 0600 socket only, and are stopped when the
# script that sources this file ends.
#
#     servers_start ROOT PORT
#     servers_wait              returns when one of them has ended, with a status other than 0
#
# A script that defines nginx_locations ROOT anew has other locations than /archive/.

checkout=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")
penstock_binary=$checkout/.build/release/penstock
# Debian keeps nginx out of the PATH of ordinary users.
PATH=$PATH:/usr/sbin

run=
penstock_process=
nginx_process=

die() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# nginx_quoted TEXT: prints TEXT as one nginx string.
nginx_quoted() {
    local text=$1
    text=${text//\\/\\\\}
    text=${text//\"/\\\"}
    # nginx has no escape for the dollar sign, hence a variable that holds one.
    text=${text//\$/\$\{dollar\}}
    printf '"%s"' "$text"
}

is_listening() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# await NAME PROCESS COMMAND…: until COMMAND succeeds.
await() {
    local name=$1 process=$2
    shift 2
    until "$@"; do
        kill -0 "$process" 2>/dev/null || die "$name did not start"
        sleep 0.05
    done
}

# nginx_locations ROOT: prints what the server serves.
nginx_locations() {
    cat <<EOF
        location /archive/ {
            include $(nginx_quoted "$checkout/nginx/penstock.conf");
            fastcgi_pass unix:$run/penstock.sock;
            fastcgi_param PENSTOCK_ROOT    $(nginx_quoted "$1");
            fastcgi_param PENSTOCK_MOUNT   /archive;
            fastcgi_param PENSTOCK_LISTING on;
            fastcgi_param PENSTOCK_FILES   /files/;
            fastcgi_param PENSTOCK_PROBE   on;
        }
        location /status {
            include $(nginx_quoted "$checkout/nginx/penstock.conf");
            fastcgi_pass unix:$run/penstock.sock;
            fastcgi_param PENSTOCK_MOUNT  /status;
            fastcgi_param PENSTOCK_STATUS on;
        }
        location /files/ {
            alias $(nginx_quoted "${1%/}/");
            location ~ /\\. { return 404; }
        }
        location = / { return 302 /archive/; }
        location / { return 404; }
EOF
}

write_nginx_configuration() {
    local root=$1 port=$2 user=
    # As root, its workers must be able to connect to a socket that only root may use.
    (( EUID != 0 )) || user='user root;'
    cat >"$run/nginx.conf" <<EOF
$user
daemon off;
worker_processes auto;
pid $run/nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
    # Penstock writes a line for each request.
    access_log off;
    client_body_temp_path $run/body;
    fastcgi_temp_path     $run/fastcgi;
    proxy_temp_path       $run/proxy;
    scgi_temp_path        $run/scgi;
    uwsgi_temp_path       $run/uwsgi;
    geo \$dollar { default "$"; }
    server {
        listen 127.0.0.1:$port;
        server_name localhost;
$(nginx_locations "$root")
    }
}
EOF
}

servers_start() {
    local root port=$2
    root=$(realpath -e -- "$1" 2>/dev/null) || die "no such directory: $1"
    [[ -d $root ]] || die "not a directory: $root"
    [[ $port =~ ^[1-9][0-9]{0,4}$ && $port -lt 65536 ]] || die "not a port: $port"
    command -v nginx >/dev/null || die "nginx is not installed"
    [[ -x $penstock_binary ]] || die "$penstock_binary is missing; \`make release\` builds it"
    ! is_listening "$port" || die "port $port is taken; choose another one with PORT="

    run=$(mktemp -d --tmpdir penstock.XXXXXXXX)
    trap servers_stop EXIT
    trap 'exit 0' INT TERM HUP
    write_nginx_configuration "$root" "$port"

    # Job control gives each a process group: Ctrl-C reaches this script alone, and a worker whose nginx died is
    # still found.
    set -m
    "$penstock_binary" serve --listen "unix:$run/penstock.sock" --listen-mode 0600 &
    penstock_process=$!
    await penstock "$penstock_process" test -S "$run/penstock.sock"

    nginx -p "$run" -e stderr -c "$run/nginx.conf" &
    nginx_process=$!
    set +m
    await nginx "$nginx_process" is_listening "$port"
}

servers_wait() {
    local ended status=0
    wait -n -p ended "$penstock_process" "$nginx_process" || status=$?
    if [[ $ended == "$penstock_process" ]]; then
        echo "${0##*/}: penstock ended with status $status" >&2
    else
        echo "${0##*/}: nginx ended with status $status" >&2
    fi
    return $(( status == 0 ? 1 : status ))
}

# stop GROUP: SIGTERM, the second one that makes penstock stop without draining, SIGKILL.
stop() {
    local group=$1 signal tries
    for signal in TERM TERM KILL; do
        kill -s "$signal" -- "-$group" 2>/dev/null || break
        for (( tries = 0; tries < 40; tries++ )); do
            kill -0 -- "-$group" 2>/dev/null || break 2
            sleep 0.05
        done
    done
    wait "$group" 2>/dev/null || true
}

servers_stop() {
    trap '' INT TERM HUP
    # nginx first: without clients, penstock has nothing to drain.
    [[ -z $nginx_process ]] || stop "$nginx_process"
    [[ -z $penstock_process ]] || stop "$penstock_process"
    rm -rf -- "$run"
}
