// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PATHS } from "./environment.js";
import type { DeployedNode } from "./plan.js";

/** How long a snapshot may take before the task gives up, in attempts of a few seconds. */
const SNAPSHOT_ATTEMPTS = 120;
const SECONDS_BETWEEN_ATTEMPTS = 5;
const TIMESTAMP = "$(date -u +%Y%m%dT%H%M%SZ)";

/**
 * Shell that has a running peer write a snapshot of the channel at its last block, waits for it, packs what is
 * complete, unless the state at that block was packed before, and removes it from the peer's disk.
 */
export function snapshotScript(channel: string, peer: DeployedNode): string {
  const target = `--peerAddress ${peer.host}:${peer.port} --tlsRootCertFile ${CONTAINER_PATHS.tls}/ca.crt`;
  const completed = `${CONTAINER_PATHS.peerData}/snapshots/completed/${channel}`;
  return [
    "set -eu",
    `answer="$(peer snapshot submitrequest -c ${channel} -b 0 ${target} 2>&1)" || case "$answer" in`,
    `  *"snapshot already generated"* | *"duplicate snapshot request"*) ;;`,
    `  *) echo "$answer" >&2; exit 1 ;;`,
    "esac",
    "attempts=0",
    `until peer snapshot listpending -c ${channel} ${target} | grep -q '\\[\\]'; do`,
    `  attempts=$((attempts + 1)); [ "$attempts" -lt ${SNAPSHOT_ATTEMPTS} ] || { echo "the snapshot takes too long" >&2; exit 1; }`,
    `  sleep ${SECONDS_BETWEEN_ATTEMPTS}`,
    "done",
    `for folder in ${completed}/*/; do`,
    `  [ -d "$folder" ] || continue`,
    `  block="$(basename "$folder")"`,
    `  archive=${CONTAINER_PATHS.backups}/${peer.name}-${channel}-block-$block.tar.gz`,
    `  if [ ! -e "$archive" ]; then`,
    `    tar -czf "$archive.part" -C ${completed} "$block"`,
    `    mv "$archive.part" "$archive"`,
    `  fi`,
    `  rm -rf "$folder"`,
    "done",
  ].join("\n");
}

/** Shell that packs the whole data folder of a service that is stopped. */
export function volumeScript(name: string): string {
  const archive = `${CONTAINER_PATHS.backups}/${name}-volume-${TIMESTAMP}.tar.gz`;
  return ["set -eu", `archive=${archive}`, `tar -czf "$archive.part" -C /data .`, `mv "$archive.part" "$archive"`].join(
    "\n",
  );
}
