// SPDX-License-Identifier: Apache-2.0
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { CARRIER_2, CARRIER_3, CONSIGNMENT, type CustodyWorld, found, terms } from "../../testing/worlds/custody-world";
import { codeOf } from "../../testing/fabric/refusals";
import {
  auditOf,
  CONTENT,
  customsOf,
  HERE,
  perform,
  personOf,
  type Place,
  PLACES,
  PRETENDERS,
  savedState,
  worldAt,
} from "../../testing/custody/acts";
import { headKey, storedHead } from "../../testing/custody/hostile";

/** People, by what they are to the goods. */
const PEOPLE = {
  custodian: personOf,
  "another of its organisation": (custodian) => personOf(custodian.replace(/-\d+$/, "-0099")),
  "the receiver": () => personOf(CARRIER_2),
  "a stranger's party": () => personOf("DE-EX-0001"),
  "somebody who says that he is the custodian's": PRETENDERS.impostor,
  "customs of the registering state": () => customsOf("GB"),
  "customs of the destination": () => customsOf("PK"),
  "customs where it happened": () => customsOf("AE"),
  "customs of a third state": () => customsOf("DE"),
  "customs that the carriers made up": () => PRETENDERS.carriersCustoms,
} as const satisfies Readonly<Record<string, (custodian: string) => TransactionSetting>>;
type Person = keyof typeof PEOPLE;

interface Situation {
  readonly world: CustodyWorld;
  readonly custodian: string;
  readonly incident: string;
  readonly who: TransactionSetting;
}
const closing = ({ incident }: Situation) => ({
  consignment: CONSIGNMENT,
  closes: incident,
  eventTime: HERE.eventTime,
});

/** What people try, and what it needs besides. */
const TRIES = {
  propose: ({ world, custodian, who }) =>
    perform(world.ledger, "propose", { ...offered(custodian), timeClass: "ACT" }, who),
  accept: async ({ world, custodian, who }) => {
    await perform(world.ledger, "propose", { ...offered(custodian), timeClass: "ACT" }, personOf(custodian));
    return perform(world.ledger, "accept", { ...offered(custodian), accepted: found() }, who);
  },
  refuse: async ({ world, custodian, who }) => {
    await perform(world.ledger, "propose", { ...offered(custodian), timeClass: "ACT" }, personOf(custodian));
    const { transfer } = offered(custodian);
    const answer = { consignment: CONSIGNMENT, transfer, refusedBy: CARRIER_2, code: "DISE" as const };
    return perform(world.ledger, "refuse", { ...answer, eventTime: HERE.eventTime }, who);
  },
  cancel: async ({ world, custodian, who }) => {
    await perform(world.ledger, "propose", { ...offered(custodian), timeClass: "ACT" }, personOf(custodian));
    return perform(world.ledger, "cancel", { consignment: CONSIGNMENT, eventTime: HERE.eventTime }, who);
  },
  "re-seal where the goods are": ({ world, who }) =>
    perform(world.ledger, "reseal", HERE, { ...who, parts: CONTENT.seals }),
  "re-seal at home": ({ world, who }) =>
    perform(world.ledger, "reseal", { ...HERE, place: homeOf(who) }, { ...who, parts: CONTENT.seals }),
  "report where the goods are": ({ world, who }) =>
    perform(world.ledger, "reportIncident", { ...HERE, code: "1" }, { ...who, parts: CONTENT.incident }),
  "report without a place": ({ world, who }) => {
    const { place: _place, ...rest } = HERE;
    return perform(world.ledger, "reportIncident", { ...rest, code: "1" }, { ...who, parts: CONTENT.incident });
  },
  "report at home": ({ world, who }) =>
    perform(
      world.ledger,
      "reportIncident",
      { ...HERE, place: homeOf(who), code: "1" },
      { ...who, parts: CONTENT.incident },
    ),
  close: (situation) => perform(situation.world.ledger, "closeMatter", closing(situation), situation.who),
  "declare wrong": (situation) => {
    const { closes: declares, ...rest } = closing(situation);
    return perform(
      situation.world.ledger,
      "declareError",
      { ...rest, declares, reason: "did-not-occur" },
      situation.who,
    );
  },
} as const satisfies Readonly<Record<string, (situation: Situation) => Promise<unknown>>>;
type Try = keyof typeof TRIES;

let transfers = 0;
const offered = (custodian: string) =>
  terms({
    releasedBy: custodian,
    receivedBy: custodian === CARRIER_2 ? CARRIER_3 : CARRIER_2,
    transfer: transfers + 1,
  });

function homeOf({ caller }: TransactionSetting): string {
  const state = /^([A-Z]{2})Authority/.exec(caller?.mspId ?? "")?.[1];
  return `${state ?? "NL"}QQQ`;
}

const PARTY_ONLY = "PARTY_NOT_REPRESENTED";
const NOT_THEIRS = { parties: "NOT_CUSTODIAN", "customs that the carriers made up": "NOT_CUSTODIAN" } as const;
const AWAY = "PLACE_OF_ANOTHER_STATE";
const HERE_ONLY = {
  "customs of the registering state": AWAY,
  "customs of the destination": AWAY,
  "customs where it happened": "no error",
  "customs of a third state": AWAY,
} as const;
const CUSTOMS_ANYWHERE = Object.fromEntries(Object.keys(HERE_ONLY).map((who) => [who, "no error"]));
const CONCERNED = { ...CUSTOMS_ANYWHERE, "customs of a third state": "STATE_NOT_CONCERNED" };

/** What each try is answered to each person; `others` for whoever is not named. */
const ANSWERS: Readonly<Record<Try, Readonly<Record<string, string>>>> = {
  propose: { custodian: "no error", others: PARTY_ONLY },
  cancel: { custodian: "no error", others: PARTY_ONLY },
  accept: { "the receiver": "no error", others: PARTY_ONLY },
  refuse: { "the receiver": "no error", others: PARTY_ONLY },
  "re-seal where the goods are": { custodian: "no error", ...HERE_ONLY, ...NOT_THEIRS },
  "re-seal at home": { custodian: "no error", ...CONCERNED, ...NOT_THEIRS },
  "report where the goods are": { custodian: "no error", ...HERE_ONLY, ...NOT_THEIRS },
  "report at home": { custodian: "no error", ...CONCERNED, ...NOT_THEIRS },
  "report without a place": { custodian: "no error", others: AWAY, ...NOT_THEIRS },
  close: { ...CONCERNED, ...NOT_THEIRS, parties: "ROLE_NOT_ALLOWED" },
  "declare wrong": { custodian: "no error", ...CONCERNED, ...NOT_THEIRS },
};

const isParty = (who: Person): boolean => !who.startsWith("customs");
function answerTo(attempt: Try, who: Person): string {
  const answers = ANSWERS[attempt];
  return answers[who] ?? (isParty(who) ? answers.parties : undefined) ?? answers.others ?? "unanswered";
}

const SITUATIONS = (Object.keys(TRIES) as Try[]).flatMap((attempt) =>
  (Object.keys(PEOPLE) as Person[]).map((who) => [attempt, who, answerTo(attempt, who)] as const),
);

describe.each(Object.keys(PLACES) as Place[])("goods in %s hands", (place) => {
  let world: CustodyWorld;
  let custodian: string;
  let incident: string;
  let restore: () => void;

  beforeAll(async () => {
    world = await worldAt(place);
    ({ custodian } = await world.head());
    const setting = { ...personOf(custodian), parts: CONTENT.incident };
    const { result } = await perform(world.ledger, "reportIncident", { ...HERE, code: "1" }, setting);
    incident = result.event;
    ({ transfers } = await world.head());
    restore = savedState(world.ledger);
  });
  beforeEach(() => restore());

  it("are kept by who keeps them, and audited without a problem", async () => {
    expect(storedHead(world.ledger).keepers).toEqual(PLACES[place].keepers);
    expect(world.ledger.endorsers.get(headKey(world.ledger))).toEqual(PLACES[place].keepers);
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it.each(SITUATIONS)("%s, tried by %s: %s", async (attempt, who, answer) => {
    const code = await codeOf(TRIES[attempt]({ world, custodian, incident, who: PEOPLE[who](custodian) }));
    expect(code).toBe(answer);
    if (code === "no error") expect(await auditOf(world.ledger)).toEqual([]);
  });
});
