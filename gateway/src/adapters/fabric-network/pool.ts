// SPDX-License-Identifier: Apache-2.0
import { Gateway, type Network, Wallets, type X509Identity } from "fabric-network";
import { requireOneOrdererSuffices } from "./consensus.js";
import { networkFailure } from "./errors.js";
import { LedgerError, notConnected } from "../../ports/ledger-error.js";
import { DEADLINE_MS } from "../fabric/limits.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { NetworkProfiles, OrganisationProfile } from "../../ports/network-profiles.js";
import { messageSigner } from "../fabric/signer.js";

/** Age at which an idle connection is renewed: the SDK asks discovery once and never again. */
const CONNECTION_AGE_MS_MAX = 10 * 60_000;

interface Connection {
  readonly gateway: Gateway;
  readonly network: Network;
}

interface Entry {
  readonly opened: Promise<Connection>;
  openedAt: number;
  users: number;
}

/**
 * A bounded pool of fabric-network gateways, one an identity: each opens connections of its own to every peer and orderer.
 * Gateways are kept and reused, because the library leaks with each connect and disconnect; the least recently used idle one makes room.
 */
export class FabricNetworkPool {
  readonly #profiles: NetworkProfiles;
  readonly #channelName: string;
  readonly #sizeMax: number;
  /** In order of use, the least recent first. */
  readonly #entries = new Map<string, Entry>();
  #consensusChecked: Promise<void> | undefined;

  constructor(profiles: NetworkProfiles, channelName: string, sizeMax: number) {
    this.#profiles = profiles;
    this.#channelName = channelName;
    this.#sizeMax = sizeMax;
  }

  /** Runs work on an identity's network, which stays open meanwhile. */
  async use<T>(identity: LedgerIdentity, work: (network: Network) => Promise<T>): Promise<T> {
    const entry = this.#acquire(identity);
    try {
      const { network } = await entry.opened;
      return await work(network);
    } catch (error) {
      // What it knows of the network may be out of date: the next request that finds it idle opens another.
      if (error instanceof LedgerError && error.code === "UNAVAILABLE") entry.openedAt = 0;
      throw error;
    } finally {
      entry.users -= 1;
    }
  }

  /** An identity's network, kept open until the signal aborts. */
  async hold(identity: LedgerIdentity, signal: AbortSignal): Promise<Network> {
    const entry = this.#acquire(identity);
    signal.addEventListener("abort", () => (entry.users -= 1), { once: true });
    return (await entry.opened).network;
  }

  async close(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map((entry) => disconnect(entry)));
  }

  #acquire(identity: LedgerIdentity): Entry {
    const known = this.#entries.get(identity.label);
    const stale = known && known.users === 0 && Date.now() - known.openedAt > CONNECTION_AGE_MS_MAX;
    const entry = known && !stale ? known : this.#open(identity);
    this.#entries.delete(identity.label);
    this.#entries.set(identity.label, entry);
    entry.users += 1;
    if (stale) void disconnect(known);
    return entry;
  }

  #open(identity: LedgerIdentity): Entry {
    this.#makeRoom();
    const organisation = this.#profiles.organisations.get(identity.mspId);
    if (!organisation) throw notConnected(identity.mspId);
    const entry: Entry = { opened: this.#connect(identity, organisation), openedAt: Date.now(), users: 0 };
    // A connection that could not be opened is tried afresh by the next request.
    entry.opened.catch(() => {
      if (this.#entries.get(identity.label) === entry) this.#entries.delete(identity.label);
    });
    return entry;
  }

  #makeRoom(): void {
    if (this.#entries.size < this.#sizeMax) return;
    const idle = [...this.#entries].find(([, entry]) => entry.users === 0);
    if (!idle) {
      throw new LedgerError({
        phase: "evaluate",
        code: "RESOURCE_EXHAUSTED",
        message: `All ${this.#sizeMax} connections to the ledger are in use.`,
        outcome: "not-recorded",
      });
    }
    this.#entries.delete(idle[0]);
    void disconnect(idle[1]);
  }

  async #connect(identity: LedgerIdentity, organisation: OrganisationProfile): Promise<Connection> {
    const gateway = new Gateway();
    try {
      await gateway.connect({ ...organisation.profile }, await gatewayOptions(identity, organisation));
      const network = await gateway.getNetwork(this.#channelName);
      this.#consensusChecked ??= requireOneOrdererSuffices(network, this.#channelName);
      await this.#consensusChecked;
      return { gateway, network };
    } catch (error) {
      gateway.disconnect();
      this.#consensusChecked = undefined;
      throw networkFailure("evaluate", error, undefined);
    }
  }
}

type GatewayOptions = Parameters<Gateway["connect"]>[1];

async function gatewayOptions(identity: LedgerIdentity, organisation: OrganisationProfile): Promise<GatewayOptions> {
  const { certificate, privateKey } = identity;
  if (privateKey === undefined) throw new TypeError(`There is no key file for ${identity.label}.`);
  const credentials = { certificate, privateKey };
  const x509: X509Identity = { type: "X.509", mspId: identity.mspId, credentials };
  return {
    identity: x509,
    identityProvider: await fastSigningProvider(),
    discovery: { enabled: true, asLocalhost: isLocal(organisation.endpoint.address) },
    eventHandlerOptions: { endorseTimeout: DEADLINE_MS.endorse / 1_000, commitTimeout: DEADLINE_MS.submit / 1_000 },
    queryHandlerOptions: { timeout: DEADLINE_MS.evaluate / 1_000 },
  };
}

type IdentityProvider = NonNullable<GatewayOptions["identityProvider"]>;

/** The SDK's own X.509 provider, signing by node:crypto in place of its JavaScript arithmetic. */
async function fastSigningProvider(): Promise<IdentityProvider> {
  const provider = (await Wallets.newInMemoryWallet()).getProviderRegistry().getProvider("X.509");
  return {
    type: provider.type,
    getCryptoSuite: () => provider.getCryptoSuite(),
    fromJson: (data) => provider.fromJson(data),
    toJson: (identity) => provider.toJson(identity),
    getUserContext: async (identity, name) => {
      const user = await provider.getUserContext(identity, name);
      const sign = messageSigner((identity as X509Identity).credentials.privateKey);
      user.getSigningIdentity().sign = (message) => Buffer.from(sign(Buffer.from(message)));
      return user;
    },
  };
}

function isLocal(address: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]):/.test(address);
}

async function disconnect(entry: Entry): Promise<void> {
  try {
    (await entry.opened).gateway.disconnect();
  } catch {
    // It was never open.
  }
}
