// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { LedgerIdentity } from "./ledger.js";

/** A peer that clients of its organisation connect to. */
export interface PeerEndpoint {
  /** `HOST:PORT`. */
  readonly address: string;
  /** TLS root certificate in PEM, or undefined for a connection without TLS. */
  readonly tlsRootCertificate: string | undefined;
  /** Name that the peer's certificate carries, where it differs from the host. */
  readonly hostAlias: string | undefined;
}

/** How to reach one organisation's peers. */
export interface OrganisationProfile {
  readonly mspId: MspId;
  readonly endpoint: PeerEndpoint;
  /** `embedded` where the profile says that it is the embedded network's; any other network says nothing of the kind. */
  readonly network: "embedded" | undefined;
  /** The connection profile as written, which fabric-network reads itself. */
  readonly profile: Readonly<Record<string, unknown>>;
}

/** All that the gateway knows of the network it runs on. */
export interface NetworkProfiles {
  readonly organisations: ReadonlyMap<MspId, OrganisationProfile>;
  /** Users by `name@mspId`. */
  readonly identities: ReadonlyMap<string, LedgerIdentity>;
}
