// SPDX-License-Identifier: Apache-2.0

/** What a file is done to. */
export type Injury = "deleted" | "cut to half" | "a byte flipped, at every tenth";

/** What comes of it at the next start. */
export type Start =
  | "refused" // by its name, with nothing changed
  | "opens whole" // with everything there; where it was put right, that is said
  | "either of the two"
  | "begins anew";

/** What comes of a repair: with no other copy, and with one. */
export type Repair =
  "not needed" | "from a copy only" | "by itself" | "blocks and state by itself, private data from a copy";

export interface DamageRow {
  /** Files below the channel's folder, all of which are done to: `*` stands for any text. */
  readonly files: readonly string[];
  /** Which of the files that fit, where it is one. */
  readonly which?: "newest" | "older";
  readonly label: string;
  readonly injury: Injury;
  readonly start: Start;
  readonly repair: Repair;
  /** The state's folder is deleted as well. */
  readonly stateGone?: true;
}

const INJURIES: readonly Injury[] = ["deleted", "cut to half", "a byte flipped, at every tenth"];

type Fate = readonly [start: Start, repair: Repair];

function rows(
  target: Pick<DamageRow, "files" | "label" | "which" | "stateGone">,
  ...fates: readonly (Fate | undefined)[]
): DamageRow[] {
  return INJURIES.flatMap((injury, index) => {
    const fate = fates[index];
    return fate === undefined ? [] : [{ ...target, injury, start: fate[0], repair: fate[1] }];
  });
}

const NEEDS_COPY: Fate = ["refused", "from a copy only"];
const WHOLE: Fate = ["opens whole", "not needed"];
const BY_ITSELF: Fate = ["refused", "by itself"];
const STATE: Fate = ["refused", "blocks and state by itself, private data from a copy"];
const BLOCKS = ["blocks/blocks_*"];

/** Each kind of damage to the ledger's files, and what comes of it. */
export const DAMAGE_ROWS: readonly DamageRow[] = [
  ...rows({ files: BLOCKS, label: "a block file" }, NEEDS_COPY, NEEDS_COPY, NEEDS_COPY),
  ...rows(
    { files: BLOCKS, label: "a block file, the state gone too", stateGone: true },
    NEEDS_COPY,
    NEEDS_COPY,
    NEEDS_COPY,
  ),
  ...rows({ files: ["marks/mark_*"], which: "newest", label: "the newest mark" }, WHOLE, WHOLE, WHOLE),
  ...rows({ files: ["marks/mark_*"], which: "older", label: "the older mark" }, WHOLE, WHOLE, WHOLE),
  ...rows({ files: ["marks/mark_*"], label: "both marks" }, BY_ITSELF, BY_ITSELF, BY_ITSELF),
  ...rows({ files: ["state/*.log"], label: "the state's log" }, STATE, STATE, [
    "either of the two",
    "blocks and state by itself, private data from a copy",
  ]),
  ...rows({ files: ["state/*.ldb"], label: "a table of the state" }, STATE, STATE, STATE),
  ...rows({ files: ["state/MANIFEST-*"], label: "the state's manifest" }, STATE, STATE, STATE),
  ...rows({ files: ["state/CURRENT"], label: "the state's pointer to its manifest" }, STATE, STATE, STATE),
  ...rows({ files: ["state/LOG", "state/LOCK"], label: "the database's own notes and lock" }, WHOLE, WHOLE, WHOLE),
  ...rows({ files: ["blocks"], label: "the folder of the blocks" }, NEEDS_COPY),
  ...rows({ files: ["state"], label: "the folder of the state" }, STATE),
  ...rows({ files: ["marks"], label: "the folder of the marks" }, BY_ITSELF),
  ...rows({ files: ["blocks", "state"], label: "the folders of blocks and state" }, NEEDS_COPY),
  ...rows({ files: ["blocks", "state", "marks"], label: "everything" }, ["begins anew", "not needed"]),
];

/** A disk that fails at a write, and what comes of it. */
export interface FailureRow {
  readonly failure: "the disk is full" | "the folder may not be written" | "the power is cut";
  readonly when: "at every write" | "at the start";
  readonly happens: string;
}

const GOES_ON =
  "Nothing acknowledged is lost; what was accepted is written, without a restart, when the disk takes it again.";

export const FAILURE_ROWS: readonly FailureRow[] = [
  {
    failure: "the disk is full",
    when: "at every write",
    happens: `Refused with \`NETWORK_DISK_FULL\` and the file. ${GOES_ON}`,
  },
  {
    failure: "the disk is full",
    when: "at the start",
    happens: "Not started: `NETWORK_DISK_FULL`. The next start finds all as it was.",
  },
  {
    failure: "the folder may not be written",
    when: "at every write",
    happens: `Refused with \`NETWORK_LEDGER_NOT_WRITABLE\` and the file. ${GOES_ON}`,
  },
  {
    failure: "the folder may not be written",
    when: "at the start",
    happens: "Not started: `NETWORK_LEDGER_NOT_WRITABLE`. The next start finds all as it was.",
  },
  {
    failure: "the power is cut",
    when: "at every write",
    happens:
      "Opens with all that was acknowledged, its private data included, whether none, half or all of what was not synced is there.",
  },
];

const START_WORDS: Readonly<Record<Start, string>> = {
  refused: "refused",
  "opens whole": "opens, all there",
  "either of the two": "refused; opens, all there, where it is in the last record",
  "begins anew": "begins anew",
};

const REPAIR_WORDS: Readonly<Record<Repair, string>> = {
  "not needed": "",
  "from a copy only": "from a copy",
  "by itself": "by itself",
  "blocks and state by itself, private data from a copy":
    "by itself; private data as far as the damaged state can be read, the rest from a copy or marked as lost",
};

/** The rows as the reference page tells them: what is damaged, what comes of each injury, how it is repaired. */
export function damageTable(): readonly (readonly string[])[] {
  const labels = [...new Set(DAMAGE_ROWS.map(({ label }) => label))];
  return labels.map((label) => {
    const own = DAMAGE_ROWS.filter((row) => row.label === label);
    const cells = INJURIES.map((injury) => {
      const start = own.find((row) => row.injury === injury)?.start;
      return start === undefined ? "" : START_WORDS[start];
    });
    return [label, ...cells, REPAIR_WORDS[own[0]?.repair ?? "not needed"]];
  });
}

/** The rows of failing disks as the reference page tells them. */
export function failureTable(): readonly (readonly string[])[] {
  return FAILURE_ROWS.map(({ failure, when, happens }) => [failure, when, happens]);
}
