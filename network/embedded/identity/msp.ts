// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { msp } from "@hyperledger/fabric-protos";
import { type Identity, InvalidIdentityError, MspError } from "./identity.js";
import { parseCertificate, type Certificate } from "./certificate.js";
import { isSupportedKey } from "./ecdsa.js";
import { RevocationList } from "./revocation.js";

/** Roles of an MSP, by the numbers of msp.MSPRole. */
export const ROLE_MEMBER = 0;
export const ROLE_ADMIN = 1;
export const ROLE_CLIENT = 2;
export const ROLE_PEER = 3;
export const ROLE_ORDERER = 4;

/** Certificates from an identity to its root at most. */
const MAX_CHAIN_LENGTH = 10;
const SECOND = 1000;

/** A validated identity with what policy evaluation asks of it. */
export interface MspIdentity extends Identity {
  /** MSP id and certificate: equal for two serialisations of the same identity. */
  readonly id: string;
  readonly certificate: Certificate;
  readonly roles: ReadonlySet<number>;
  /** SHA-256 over the issuing certificates up to the root, hex: who vouches for the organisational units. */
  readonly certifiers: string;
}

interface OuRule {
  readonly unit: string;
  /** Hex; empty: any certification path will do. */
  readonly certifiers: string;
}

/** One organisation's membership rules, as its part of the channel configuration defines them. */
export class OrganisationMsp {
  readonly mspId: string;
  readonly config: msp.FabricMSPConfig;
  readonly #roots: readonly Certificate[];
  readonly #intermediates: readonly Certificate[];
  /** CA certificates that have issued another CA certificate of this MSP; identities come from the leaves of that tree only. */
  readonly #innerAuthorities: ReadonlySet<string>;
  readonly #admins: ReadonlySet<string>;
  readonly #configuredRevocations: readonly RevocationList[];
  #revocations: readonly RevocationList[];
  readonly #unitRules: readonly OuRule[];
  readonly #roleRules: ReadonlyMap<number, OuRule>;
  readonly #rolesEnforced: boolean;

  /** @throws {MspError} when the definition is unusable. */
  constructor(config: msp.FabricMSPConfig) {
    this.config = config;
    this.mspId = config.getName();
    this.#roots = config.getRootCertsList_asU8().map((pem) => this.#authority(pem));
    this.#intermediates = config.getIntermediateCertsList_asU8().map((pem) => this.#authority(pem));
    if (this.#roots.length === 0) throw new MspError(`MSP ${this.mspId} has no root certificate`);
    const chains = this.#intermediates.map((authority) => this.#chain(authority));
    this.#innerAuthorities = new Set(chains.flatMap((chain) => chain.slice(1)).map((ca) => ca.fingerprint));
    this.#configuredRevocations = config.getRevocationListList_asU8().map((pem) => new RevocationList(pem));
    this.#revocations = this.#configuredRevocations;
    this.#unitRules = config.getOrganizationalUnitIdentifiersList().map((rule) => this.#ouRule(rule));
    const nodeOus = config.getFabricNodeOus();
    this.#rolesEnforced = nodeOus?.getEnable() ?? false;
    this.#roleRules = nodeOus === undefined ? new Map() : this.#readRoleRules(nodeOus);
    this.#admins = new Set(config.getAdminsList_asU8().map((pem) => this.#parse(pem).fingerprint));
  }

  /**
   * Takes revocation lists beside those of the channel's configuration.
   * @throws {MspError}
   */
  setRevocationLists(lists: readonly Uint8Array[]): void {
    this.#revocations = [...this.#configuredRevocations, ...lists.map((pem) => new RevocationList(pem))];
  }

  /**
   * Validates a certificate as an identity of this organisation.
   * @throws {MspError}
   */
  identity(serialised: Uint8Array, pem: Uint8Array): MspIdentity {
    const certificate = this.#parse(pem);
    if (!isSupportedKey(certificate.publicKey)) throw new MspError("public key is neither P-256 nor P-384");
    if (certificate.isAuthority) {
      throw new InvalidIdentityError("a certificate of a certificate authority cannot be used as an identity");
    }
    const chain = this.#chain(certificate);
    this.#checkIssuer(certificate, chain);
    const certifiers = certifiersOf(chain.slice(1));
    this.#checkUnits(certificate, certifiers);
    return {
      mspId: this.mspId,
      id: `${this.mspId} ${certificate.fingerprint}`,
      serialised,
      certificate,
      certificatePem: certificate.pem,
      commonName: certificate.commonName,
      organisationalUnits: certificate.organisationalUnits,
      notAfter: certificate.notAfter,
      attributes: certificate.attributes,
      certifiers,
      roles: this.#rolesOf(certificate, certifiers),
    };
  }

  #parse(pem: Uint8Array): Certificate {
    try {
      return parseCertificate(pem);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MspError(`certificate of MSP ${this.mspId} cannot be read: ${reason}`);
    }
  }

  #authority(pem: Uint8Array): Certificate {
    const certificate = this.#parse(pem);
    if (!certificate.isAuthority) {
      throw new MspError(`certificate ${certificate.commonName} of MSP ${this.mspId} is no CA certificate`);
    }
    return certificate;
  }

  /**
   * The certificates from the given one to a root. Authorities must be valid at the moment the certificate was issued; whether it has
   * expired since is for the services to judge, because a block must validate alike today and in ten years.
   */
  #chain(certificate: Certificate): Certificate[] {
    const chain = [certificate];
    const moment = certificate.notBefore.getTime() + SECOND;
    for (let current = certificate; chain.length <= MAX_CHAIN_LENGTH;) {
      if (this.#roots.some((root) => root.fingerprint === current.fingerprint)) return chain;
      const issuer = this.#issuerOf(current, moment, chain.length - 1);
      if (issuer === undefined) break;
      chain.push(issuer);
      current = issuer;
    }
    throw new MspError(`certificate ${certificate.commonName} was not issued by an authority of MSP ${this.mspId}`);
  }

  /** @param below authorities between the issuer and the identity */
  #issuerOf(certificate: Certificate, moment: number, below: number): Certificate | undefined {
    return [...this.#intermediates, ...this.#roots].find(
      (authority) =>
        (authority.pathLength ?? below) >= below &&
        authority.notBefore.getTime() <= moment &&
        authority.notAfter.getTime() >= moment &&
        certificate.x509.checkIssued(authority.x509) &&
        certificate.x509.verify(authority.publicKey),
    );
  }

  #checkIssuer(certificate: Certificate, chain: readonly Certificate[]): void {
    const issuer = chain[1];
    if (issuer === undefined) throw new InvalidIdentityError("a root certificate cannot be used as an identity");
    if (this.#innerAuthorities.has(issuer.fingerprint)) {
      throw new InvalidIdentityError("the issuer is not a leaf of the organisation's tree of authorities");
    }
    if (this.#revocations.some((list) => list.revokes(certificate, issuer))) {
      throw new InvalidIdentityError("The certificate has been revoked");
    }
  }

  #ouRule(identifier: msp.FabricOUIdentifier): OuRule {
    const pem = identifier.getCertificate_asU8();
    const certifiers = pem.length === 0 ? "" : certifiersOf(this.#chain(this.#authority(pem)));
    return { unit: identifier.getOrganizationalUnitIdentifier(), certifiers };
  }

  #readRoleRules(nodeOus: msp.FabricNodeOUs): Map<number, OuRule> {
    const rules = new Map<number, OuRule>();
    const identifiers: readonly (readonly [number, msp.FabricOUIdentifier | undefined])[] = [
      [ROLE_CLIENT, nodeOus.getClientOuIdentifier()],
      [ROLE_PEER, nodeOus.getPeerOuIdentifier()],
      [ROLE_ADMIN, nodeOus.getAdminOuIdentifier()],
      [ROLE_ORDERER, nodeOus.getOrdererOuIdentifier()],
    ];
    for (const [role, identifier] of identifiers) {
      if (identifier?.getOrganizationalUnitIdentifier()) rules.set(role, this.#ouRule(identifier));
    }
    return rules;
  }

  #checkUnits(certificate: Certificate, certifiers: string): void {
    const units = certificate.organisationalUnits;
    const known = this.#unitRules.some((rule) => units.includes(rule.unit) && rule.certifiers === certifiers);
    if (this.#unitRules.length > 0 && !known) {
      throw new InvalidIdentityError(
        `none of the identity's organizational units [${units.join(", ")}] are in MSP ${this.mspId}`,
      );
    }
    if (!this.#rolesEnforced) return;
    const rules = [...this.#roleRules.values()];
    const special = units.flatMap((unit) => rules.filter((rule) => rule.unit === unit));
    if (special.some((rule) => rule.certifiers !== "" && rule.certifiers !== certifiers)) {
      throw new InvalidIdentityError(
        `certifiersIdentifier does not match: [${units.join(", ")}], MSP: [${this.mspId}]`,
      );
    }
    if (special.length !== 1) {
      const problem = special.length === 0 ? "does not have an OU that resolves to" : "must have exactly one OU of";
      throw new InvalidIdentityError(
        `the identity ${problem} client, peer, orderer, or admin role. OUs: [${units.join(", ")}], MSP: [${this.mspId}]`,
      );
    }
  }

  #rolesOf(certificate: Certificate, certifiers: string): Set<number> {
    const roles = new Set([ROLE_MEMBER]);
    if (this.#admins.has(certificate.fingerprint)) roles.add(ROLE_ADMIN);
    if (!this.#rolesEnforced) return roles;
    for (const [role, rule] of this.#roleRules) {
      const matches = rule.certifiers === "" || rule.certifiers === certifiers;
      if (matches && certificate.organisationalUnits.includes(rule.unit)) roles.add(role);
    }
    return roles;
  }
}

function certifiersOf(chain: readonly Certificate[]): string {
  const hash = createHash("sha256");
  for (const certificate of chain) hash.update(certificate.raw);
  return hash.digest("hex");
}
