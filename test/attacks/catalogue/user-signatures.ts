// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_ACCEPTANCE, CUSTODY_RELEASE, custodyAcceptanceMessage, custodyReleaseMessage } from "@licet/domain";
import { PARTIES, signedHandoff, signedOffer, signTyped, termsOf } from "../world/actors.js";
import { REF } from "../world/world.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";
import { departing } from "./user-custody.js";

const EXPORTER = "exporter1@GBAuthorityMSP";
const CARRIER = "carrier1@CarriersMSP";
const { exporter, carrier, feeder, compromised } = PARTIES;

/** Signatures that hold for something else. */
const SIGNATURES: Readonly<Record<string, (channel: string) => object>> = {
  "another channel": () => signedHandoff("another-channel", given()),
  "another consignment": (channel) => ({
    ...signedHandoff(channel, { ...given(), consignment: REF.held }),
    consignment: REF.released,
  }),
  "another receiver": (channel) => ({ ...signedHandoff(channel, given()), receivedBy: feeder.id }),
  "another place": (channel) => ({ ...signedHandoff(channel, given()), place: "DEHAM" }),
  "other seals": (channel) => ({ ...signedHandoff(channel, given()), sealState: "broken" }),
  "a later offer": (channel) => ({ ...signedHandoff(channel, given()), offerUntil: "2030-01-01T00:00:00Z" }),
  "release and acceptance swapped": (channel) => {
    const { releaseSignature, acceptanceSignature, ...rest } = signedHandoff(channel, given());
    return { ...rest, releaseSignature: acceptanceSignature, acceptanceSignature: releaseSignature };
  },
  "the receiver's key for both": (channel) => ({
    ...signedHandoff(channel, given()),
    releaseSignature: signTyped(channel, carrier.id, CUSTODY_RELEASE, custodyReleaseMessage(termsOf(given()))),
  }),
  "a stranger's acceptance": (channel) => {
    const handoff = signedHandoff(channel, given());
    const message = custodyAcceptanceMessage(handoff, handoff.accepted);
    return { ...handoff, acceptanceSignature: signTyped(channel, feeder.id, CUSTODY_ACCEPTANCE, message) };
  },
  "the other value of s": (channel) => {
    const handoff = signedHandoff(channel, given());
    return { ...handoff, releaseSignature: otherS(handoff.releaseSignature) };
  },
  "no signature of the receiver": (channel) => {
    const { acceptanceSignature: _acceptance, ...rest } = signedHandoff(channel, given());
    return rest;
  },
};

function given() {
  return { consignment: REF.released, transfer: 1, releasedBy: exporter.id, receivedBy: carrier.id };
}

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The malleable twin of a signature: valid mathematics, another text. */
function otherS(signature: string): string {
  const s = ORDER - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.slice(130) === "1b" ? "1c" : "1b";
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${v}`;
}

const signatures = attacksOf(
  {
    kind: "signature-for-something-else",
    group: "user",
    principle: 5,
    what: "Takes custody with a signature that was given for something else, or that nobody gave",
    expected: refusedBy(
      "SIGNATURE_INVALID",
      "SIGNER_NOT_ACCEPTED",
      "PARTY_NOT_REPRESENTED",
      "NOT_NAMED_PARTY",
      "SEAL_STATE_CONFLICT",
    ),
  },
  Object.entries(SIGNATURES).map(([on, inputOf]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> =>
      mustBeRefused(
        await world.act(EXPORTER, "custody:Handoff", inputOf(world.net.channel)),
        "custody was transferred",
      ),
  })),
);

const replayed = attacksOf(
  {
    kind: "handover-replayed",
    group: "user",
    principle: 5,
    what: "Hands in a handover once more, or another one under the same number",
    expected: refusedBy("TRANSFER_NUMBER_WRONG", "NOT_CUSTODIAN", "CUSTODY_TIME_BEFORE_LAST"),
    finding: 13,
  },
  (["the same handover", "another under the same number"] as const).map((on) => ({
    on,
    moves: true,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const consignment = await departing(world);
      const terms = { consignment, transfer: 1, releasedBy: exporter.id, receivedBy: carrier.id };
      const first = signedHandoff(world.net.channel, terms);
      const second = signedHandoff(world.net.channel, { ...terms, receivedBy: feeder.id });
      await world.must(EXPORTER, "custody:Handoff", first);
      const again = on === "the same handover" ? first : second;
      return mustBeRefused(await world.act(EXPORTER, "custody:Handoff", again), "it was recorded twice");
    },
  })),
);

const notHeld = attacksOf(
  {
    kind: "goods-of-others-handed-over",
    group: "user",
    principle: 5,
    what: "Hands over or offers goods that somebody else has",
    expected: refusedBy("NOT_CUSTODIAN"),
  },
  (["custody:Handoff", "custody:Propose"] as const).flatMap((name) =>
    [exporter.id, carrier.id, compromised.id].map((party) => ({
      on: `${name} by ${party}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { transfers } = await world.head(REF.carried);
        const receivedBy = PARTIES.endUser.id;
        const terms = { consignment: REF.carried, transfer: transfers + 1, releasedBy: party, receivedBy };
        const input =
          name === "custody:Handoff" ? signedHandoff(world.net.channel, terms) : signedOffer(world.net.channel, terms);
        return mustBeRefused(await world.act(CARRIER, name, input), "it was recorded");
      },
    })),
  ),
);

/** Users who hand in what was signed for something else, or goods that are not theirs. */
export const USER_SIGNATURES: readonly Attack[] = [...signatures, ...replayed, ...notHeld];
