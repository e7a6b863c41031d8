// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, parseLicetError } from "@licet/domain";
import { buildProposal, signedProposal } from "../../wire/proposal.js";
import { processProposal } from "../../wire/raw-peer.js";
import type { Outcome, Stage } from "../step.js";
import { NetworkDoor } from "./network.js";

/** A state that is not concerned sends its query to the issuing state's peer, past every gateway. */
export async function readAtOtherPeer({ profilesFolder, references, channel }: Stage): Promise<Outcome> {
  const door = new NetworkDoor(profilesFolder);
  try {
    const person = door.person("deCustoms");
    const ref = { kind: "licence", id: references.dualUseLicence, part: "content" };
    const args = ["sharing:ReadPart", canonicalJson(ref)];
    const proposal = buildProposal(person, { channel, chaincode: "licet", args });
    const answer = await processProposal(
      door.peerOf("GBAuthorityMSP"),
      signedProposal(proposal.bytes, person.sign(proposal.bytes)),
    );
    const response = answer.getResponse();
    const refusal = parseLicetError(response?.getMessage() ?? "");
    if (refusal === undefined) {
      return { outcome: "accepted", says: `The peer answered ${String(response?.getStatus())} with content.` };
    }
    return { outcome: "refused", code: refusal.code, says: refusal.sentence };
  } finally {
    door.close();
  }
}
