// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { hostName } from "../description/names.js";

/** Fabric's two kinds of organisation, which lie in folders of their own. */
export type OrganisationKind = "peer" | "orderer";

/** Files of one identity: a user, a peer or an ordering node. */
export interface IdentityFiles {
  /** The identity's MSP folder, as Fabric's `mspConfigPath` wants it. */
  readonly msp: string;
  readonly certificate: string;
  readonly key: string;
  readonly tls: string;
  readonly tlsCa: string;
  readonly tlsCertificate: string;
  readonly tlsKey: string;
}

/** Files for mutual TLS between an organisation's peers and its process of a chaincode. */
export interface ChaincodeTlsFiles {
  readonly ca: string;
  /** What the chaincode's process shows. */
  readonly serverCertificate: string;
  readonly serverKey: string;
  /** What the organisation's peers show to it; they find it in the chaincode's package. */
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/** Files of one organisation's certificate authority. */
export interface AuthorityFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Files of a certificate authority's server. */
export interface AuthorityServerFiles {
  /** Its home folder, `organizations/fabric-ca/<domain>`. */
  readonly root: string;
  readonly tlsCertificate: string;
  readonly tlsKey: string;
  /** The registrar's secret, readable by its owner only. */
  readonly registrarSecret: string;
  /** MSP folder of the registrar, once enrolled. */
  readonly registrarMsp: string;
  /** Folder with one enrolment secret a file, named by enrolment id. */
  readonly secrets: string;
}

/** Names of the conventional folder layout, `organizations/{peer,orderer}Organizations/<domain>`, below `directory`. */
export class OrganisationLayout {
  readonly root: string;
  readonly #domain: string;
  readonly #nodes: "peers" | "orderers";
  readonly #directory: string;

  constructor(directory: string, kind: OrganisationKind, domain: string) {
    this.#directory = directory;
    this.root = join(directory, "organizations", `${kind}Organizations`, domain);
    this.#domain = domain;
    this.#nodes = kind === "peer" ? "peers" : "orderers";
  }

  /** The certificate authority for identities. */
  get ca(): AuthorityFiles {
    return { certificate: join(this.root, "ca", this.caFileName), key: join(this.root, "ca", "priv_sk") };
  }

  /** The certificate authority for TLS. */
  get tlsCa(): AuthorityFiles {
    return { certificate: join(this.root, "tlsca", this.tlsCaFileName), key: join(this.root, "tlsca", "priv_sk") };
  }

  /** The server of the authority for identities, where the organisation has one. */
  get caServer(): AuthorityServerFiles {
    const root = join(this.#directory, "organizations", "fabric-ca", this.#domain);
    return {
      root,
      tlsCertificate: join(root, "tls-cert.pem"),
      tlsKey: join(root, "tls-key.pem"),
      registrarSecret: join(root, "registrar-secret"),
      registrarMsp: join(root, "registrar", "msp"),
      secrets: join(root, "secrets"),
    };
  }

  /** The organisation's own MSP folder: what other organisations need to know it. */
  get msp(): string {
    return join(this.root, "msp");
  }

  get caFileName(): string {
    return `ca.${this.#domain}-cert.pem`;
  }

  get tlsCaFileName(): string {
    return `tlsca.${this.#domain}-cert.pem`;
  }

  /** Files of a peer or ordering node. */
  node(name: string): IdentityFiles {
    const host = hostName({ name }, { domain: this.#domain });
    return identityFiles(join(this.root, this.#nodes, host), host, "server");
  }

  /** TLS files of the organisation's process of a chaincode, and of its peers as that process's clients. */
  chaincode(name: string): ChaincodeTlsFiles {
    const tls = join(this.root, "chaincodes", hostName({ name }, { domain: this.#domain }), "tls");
    return {
      ca: join(tls, "ca.crt"),
      serverCertificate: join(tls, "server.crt"),
      serverKey: join(tls, "server.key"),
      clientCertificate: join(tls, "client.crt"),
      clientKey: join(tls, "client.key"),
    };
  }

  /** The folder with one folder a user, `<user>@<domain>`. */
  get users(): string {
    return join(this.root, "users");
  }

  /** Files of a user. */
  user(name: string): IdentityFiles {
    const address = `${name}@${this.#domain}`;
    return identityFiles(join(this.users, address), address, "client");
  }
}

function identityFiles(folder: string, name: string, tlsName: "server" | "client"): IdentityFiles {
  const msp = join(folder, "msp");
  const tls = join(folder, "tls");
  return {
    msp,
    certificate: join(msp, "signcerts", `${name}-cert.pem`),
    key: join(msp, "keystore", "priv_sk"),
    tls,
    tlsCa: join(tls, "ca.crt"),
    tlsCertificate: join(tls, `${tlsName}.crt`),
    tlsKey: join(tls, `${tlsName}.key`),
  };
}
