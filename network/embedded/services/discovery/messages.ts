// SPDX-License-Identifier: Apache-2.0
import { discovery, gossip } from "@hyperledger/fabric-protos";
import { newMessage } from "../../protocol/new-message.js";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";

/** discovery.Peer: a peer's identity, its address and what it has, in the shape gossip would have brought them. */
export function describePeer(network: PeerNetwork, node: PeerNode, withState: boolean): discovery.Peer {
  const result = newMessage(discovery.Peer, {
    identity: node.signer.serialised,
    membershipInfo: envelope(membership(network, node)),
  });
  if (withState) result.setStateInfo(envelope(state(network, node)));
  return result;
}

export function describePeers(network: PeerNetwork, nodes: readonly PeerNode[], withState: boolean): discovery.Peers {
  return newMessage(discovery.Peers, { peersList: nodes.map((node) => describePeer(network, node, withState)) });
}

function envelope(message: gossip.GossipMessage): gossip.Envelope {
  return newMessage(gossip.Envelope, { payload: message.serializeBinary() });
}

function membership(network: PeerNetwork, node: PeerNode): gossip.GossipMessage {
  const member = newMessage(gossip.Member, { endpoint: node.address, pkiId: node.pkiId });
  const alive = newMessage(gossip.AliveMessage, { membership: member, timestamp: peerTime(network) });
  return newMessage(gossip.GossipMessage, { tag: gossip.GossipMessage.Tag.EMPTY, aliveMsg: alive });
}

function state(network: PeerNetwork, node: PeerNode): gossip.GossipMessage {
  const { ledger } = network.channel;
  const properties = newMessage(gossip.Properties, { ledgerHeight: Number(ledger.info().height) });
  const installed = node.runtime.installed.map((name) =>
    describeChaincode(name, ledger.definition(name)?.sequence ?? 0),
  );
  properties.setChaincodesList([describeChaincode("_lifecycle", 1), ...installed]);
  const info = newMessage(gossip.StateInfo, { pkiId: node.pkiId, timestamp: peerTime(network), properties });
  return newMessage(gossip.GossipMessage, { tag: gossip.GossipMessage.Tag.CHAN_OR_ORG, stateInfo: info });
}

/** Gossip orders a peer's messages by its incarnation and a count; clients refuse one without. Here the blocks are counted. */
function peerTime(network: PeerNetwork): gossip.PeerTime {
  return newMessage(gossip.PeerTime, { incNum: 1, seqNum: Number(network.channel.ledger.info().height) });
}

/** Gossip tells a definition's sequence as the version: the version itself need not change with it. */
function describeChaincode(name: string, sequence: number): gossip.Chaincode {
  return newMessage(gossip.Chaincode, { name, version: String(sequence) });
}
