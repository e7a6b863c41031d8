// SPDX-License-Identifier: Apache-2.0
export type { ChaincodeAddress } from "./chaincode-address.js";
export { ConsortiumError, loadConsortium, parseConsortium, type Consortium } from "./description/consortium.js";
export { NetworkError, type NetworkErrorCode } from "./description/network-error.js";
export { startEmbedded, type EmbeddedNetwork, type EmbeddedOptions, type EmbeddedPeer } from "./start.js";
