#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stands in for the command of Postgres' official image where no container engine is, with the programs that are installed here. What
# it does with the variables and the folder of SQL files is what the image's documentation says: https://hub.docker.com/_/postgres.
# Beside them: INITDB_FOLDER in place of /docker-entrypoint-initdb.d, PROGRAMS (folder of the server's programs), PGPORT.
set -eu
[ "$1" = postgres ] || { echo "only the server is stood in for" >&2; exit 1; }
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }
own() { if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$1"; fi; }

sockets="$(mktemp -d)"
own "$sockets"
cd "$sockets"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  own "$PGDATA"
  password="$sockets/password"
  cat "$POSTGRES_PASSWORD_FILE" > "$password"
  own "$password"
  # Words of the variable are options.
  # shellcheck disable=SC2086
  as_server "$PROGRAMS/initdb" -D "$PGDATA" -U "$POSTGRES_USER" --pwfile "$password" --auth-local=trust $POSTGRES_INITDB_ARGS >/dev/null
  rm "$password"
  as_server "$PROGRAMS/pg_ctl" -D "$PGDATA" -t 100 -w -o "-c listen_addresses= -k $sockets -p $PGPORT" start >/dev/null
  export PGHOST="$sockets"
  "$PROGRAMS/createdb" -U "$POSTGRES_USER" "$POSTGRES_DB"
  for file in "$INITDB_FOLDER"/*.sql; do
    "$PROGRAMS/psql" -v ON_ERROR_STOP=1 --no-psqlrc -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f "$file"
  done
  as_server "$PROGRAMS/pg_ctl" -D "$PGDATA" -m fast -t 100 -w stop >/dev/null
fi
if [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid postgres --regid postgres --clear-groups \
    "$PROGRAMS/postgres" -D "$PGDATA" -c listen_addresses=127.0.0.1 -k "$sockets" -p "$PGPORT" -c fsync=off
fi
exec "$PROGRAMS/postgres" -D "$PGDATA" -c listen_addresses=127.0.0.1 -k "$sockets" -p "$PGPORT" -c fsync=off
