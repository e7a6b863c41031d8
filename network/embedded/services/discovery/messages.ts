// SPDX-License-Identifier: Apache-2.0
import { discovery, gossip } from "@hyperledger/fabric-protos";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";

/** discovery.Peer: a peer's identity, its address and what it has, in the shape gossip would have brought them. */
export function describePeer(network: PeerNetwork, node: PeerNode, withState: boolean): discovery.Peer {
  const result = new discovery.Peer();
  result.setIdentity(node.signer.serialised);
  result.setMembershipInfo(envelope(membership(network, node)));
  if (withState) result.setStateInfo(envelope(state(network, node)));
  return result;
}

export function describePeers(network: PeerNetwork, nodes: readonly PeerNode[], withState: boolean): discovery.Peers {
  const result = new discovery.Peers();
  result.setPeersList(nodes.map((node) => describePeer(network, node, withState)));
  return result;
}

function envelope(message: gossip.GossipMessage): gossip.Envelope {
  const result = new gossip.Envelope();
  result.setPayload(message.serializeBinary());
  return result;
}

function membership(network: PeerNetwork, node: PeerNode): gossip.GossipMessage {
  const member = new gossip.Member();
  member.setEndpoint(node.address);
  member.setPkiId(node.pkiId);
  const alive = new gossip.AliveMessage();
  alive.setMembership(member);
  alive.setTimestamp(peerTime(network));
  const message = new gossip.GossipMessage();
  message.setTag(gossip.GossipMessage.Tag.EMPTY);
  message.setAliveMsg(alive);
  return message;
}

function state(network: PeerNetwork, node: PeerNode): gossip.GossipMessage {
  const { ledger } = network.channel;
  const properties = new gossip.Properties();
  properties.setLedgerHeight(Number(ledger.info().height));
  const installed = node.runtime.installed.map((name) =>
    describeChaincode(name, ledger.definition(name)?.sequence ?? 0),
  );
  properties.setChaincodesList([describeChaincode("_lifecycle", 1), ...installed]);
  const info = new gossip.StateInfo();
  info.setPkiId(node.pkiId);
  info.setTimestamp(peerTime(network));
  info.setProperties(properties);
  const message = new gossip.GossipMessage();
  message.setTag(gossip.GossipMessage.Tag.CHAN_OR_ORG);
  message.setStateInfo(info);
  return message;
}

/** Gossip orders a peer's messages by its incarnation and a count; clients refuse one without. Here the blocks are counted. */
function peerTime(network: PeerNetwork): gossip.PeerTime {
  const time = new gossip.PeerTime();
  time.setIncNum(1);
  time.setSeqNum(Number(network.channel.ledger.info().height));
  return time;
}

/** Gossip tells a definition's sequence as the version: the version itself need not change with it. */
function describeChaincode(name: string, sequence: number): gossip.Chaincode {
  const chaincode = new gossip.Chaincode();
  chaincode.setName(name);
  chaincode.setVersion(String(sequence));
  return chaincode;
}
