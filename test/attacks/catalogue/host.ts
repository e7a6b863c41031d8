// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openToOthers } from "@licet/network/config/testing/open-to-others";
import { SECRETS } from "../world/content.js";
import { type Attack, attacksOf, type Outcome, type Stage } from "./types.js";

/** Files below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(full) : entry.isFile() ? [full] : [];
  });
}

const SECRET_WORDS = [...Object.values(SECRETS.names), SECRETS.description, SECRETS.endUse, SECRETS.seal];

const onDisk = attacksOf(
  {
    kind: "secrets-on-disk",
    group: "outsider",
    principle: 9,
    what: "Reads names and goods from the logs of a host, or its data as another user of the host",
    expected: { as: "without-effect" },
    finding: 19,
  },
  [
    {
      on: "logs",
      run: ({ folder }: Stage): Promise<Outcome> => {
        const logs = filesBelow(folder).filter((file) => path.basename(path.dirname(file)) === "logs");
        if (logs.length === 0) throw new Error(`there are no logs below ${folder}`);
        const telling = logs.filter((file) => {
          const text = readFileSync(file, "utf8");
          return SECRET_WORDS.some((word) => text.includes(word));
        });
        return Promise.resolve(
          telling.length === 0
            ? { as: "without-effect", says: `${logs.length.toString()} logs` }
            : { as: "succeeded", says: `${path.basename(telling[0] ?? "")} names what is confidential` },
        );
      },
    },
    {
      on: "files that others may read",
      run: ({ folder }: Stage): Promise<Outcome> => {
        const open = openToOthers(folder);
        return Promise.resolve(
          open.length === 0
            ? { as: "without-effect", says: "everything is its owner's alone" }
            : { as: "succeeded", says: `${open.length.toString()} files and folders, such as ${open[0] ?? ""}` },
        );
      },
    },
  ],
);

/** Other users of a host that a network runs on. */
export const HOST: readonly Attack[] = onDisk;
