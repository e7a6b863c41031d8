// SPDX-License-Identifier: Apache-2.0
import type { Identity, MspManager, SignedData } from "../identity/identity.js";
import type { ChannelPolicies } from "./policy.js";

/** What of a channel decides who may do what. */
interface GuardedChannel {
  readonly channelId: string;
  readonly policies: ChannelPolicies;
  readonly msps: MspManager;
}

/** The identity or its signature is not allowed what it asks for. */
export class AccessError extends Error {
  override readonly name = "AccessError";
}

/** Who may do what on the channel, by its ACLs. Answers are kept per identity: the configuration never changes. */
export class AccessControl {
  readonly #channel: GuardedChannel;
  readonly #answers = new WeakMap<Identity, Map<string, boolean>>();

  constructor(channel: GuardedChannel) {
    this.#channel = channel;
  }

  /**
   * Checks a signed request: identity valid, signature the identity's, policy of the resource satisfied.
   *
   * @throws {AccessError} with Fabric's sentence.
   */
  checkSigned(resource: string, channelId: string, signed: SignedData): Identity {
    if (channelId === "")
      throw new AccessError(
        "Invalid channel ID name during check policy on signed data. Name must be different from nil.",
      );
    if (channelId !== this.#channel.channelId)
      throw new AccessError(`Failed to get policy manager for channel [${channelId}]`);
    const identity = this.#authenticate(signed);
    if (!identity) throw this.#refusal(resource);
    this.check(resource, identity);
    return identity;
  }

  /** As `checkSigned`, for an identity whose signature has been verified. */
  check(resource: string, identity: Identity): void {
    if (!this.allows(resource, identity)) throw this.#refusal(resource);
  }

  /** @param resource an ACL resource such as `event/Block`, or the path of a policy such as `/Channel/Readers` */
  allows(resource: string, identity: Identity): boolean {
    const answers = this.#answers.get(identity) ?? new Map<string, boolean>();
    this.#answers.set(identity, answers);
    let answer = answers.get(resource);
    if (answer === undefined) {
      answer = this.#channel.policies.policy(this.#pathOf(resource))?.evaluateIdentities([identity]) ?? false;
      answers.set(resource, answer);
    }
    return answer;
  }

  #authenticate({ identity: bytes, data, signature }: SignedData): Identity | undefined {
    try {
      const identity = this.#channel.msps.deserialise(bytes);
      return this.#channel.msps.verify(identity, data, signature) ? identity : undefined;
    } catch {
      return undefined;
    }
  }

  #pathOf(resource: string): string {
    return resource.startsWith("/") ? resource : (this.#channel.policies.aclPath(resource) ?? "");
  }

  #refusal(resource: string): AccessError {
    const path = this.#pathOf(resource);
    const name = path.slice(path.lastIndexOf("/") + 1);
    return new AccessError(
      `Failed evaluating policy on signed data during check policy on channel [${this.#channel.channelId}] with policy ` +
        `[${path}]: [implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of ` +
        `the '${name}' sub-policies to be satisfied]`,
    );
  }
}
