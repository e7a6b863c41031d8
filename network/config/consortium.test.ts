// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ConsortiumError, loadConsortium, parseConsortium, type ConsortiumProblem } from "./consortium.js";
import { authorityOf } from "@licet/embedded-network/description/authority";
import { defaultConsortiumFile } from "./home.js";
import { portsOf } from "@licet/embedded-network/description/names";

const SMALL = `name: small
channel: trade
organisations:
  - name: Alpha
    mspId: AlphaMSP
    domain: alpha.example
    peers:
      - { name: peer0, port: 7051 }
    users:
      - { name: Admin, admin: true }
      - name: clerk
        attributes: { office.number: "12" }
orderer:
  name: Orderer
  mspId: OrdererMSP
  domain: orderer.example
  orderers:
    - { name: orderer0, port: 7050 }
`;

function problemsOf(text: string): readonly ConsortiumProblem[] {
  try {
    parseConsortium(text);
  } catch (error) {
    if (error instanceof ConsortiumError) return error.problems;
    throw error;
  }
  return [];
}

describe("the repository's consortium", () => {
  const consortium = loadConsortium(defaultConsortiumFile());

  it("has four states' authorities and a carriers' organisation", () => {
    expect(consortium.organisations.map(({ mspId, kind, state }) => [mspId, kind, state])).toEqual([
      ["GBAuthorityMSP", "authority", "GB"],
      ["AEAuthorityMSP", "authority", "AE"],
      ["PKAuthorityMSP", "authority", "PK"],
      ["DEAuthorityMSP", "authority", "DE"],
      ["CarriersMSP", "carriers", undefined],
    ]);
  });

  it("gives every user a role that the organisation's people may hold", () => {
    for (const { users, roles } of consortium.organisations) {
      for (const { attributes } of users.filter(({ admin }) => !admin))
        expect(roles).toContain(attributes["licet.role"]);
    }
  });

  it("has in every state who applies, decides, issues and changes a licence under four eyes, and who certifies", () => {
    const needed = {
      "licensing-officer": 1,
      "senior-licensing-officer": 2,
      "certifying-officer": 1,
      "customs-officer": 1,
      registrar: 1,
    };
    for (const { users } of consortium.organisations.filter(({ kind }) => kind === "authority")) {
      for (const [role, people] of Object.entries(needed)) {
        const found = users.filter(({ attributes }) => attributes["licet.role"] === role);
        expect(found.length).toBeGreaterThanOrEqual(people);
      }
    }
  });
});

describe("parseConsortium", () => {
  it("asks for more members with full access than without, since the others count and never vote", () => {
    const problems = problemsOf(
      SMALL.replace("    domain: alpha.example\n", "    domain: alpha.example\n    access: read-only\n"),
    );
    expect(problems.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([
      expect.stringMatching(/^organisations: 0 of 1 have full access; it must be more than half/),
    ]);
  });

  it("takes organisations without peers, as long as they are fewer than half", () => {
    const clients = `  - name: Beta
    mspId: BetaMSP
    domain: beta.example
    peers: []
    users: [{ name: Admin, admin: true }]
`;
    const another = SMALL.slice(SMALL.indexOf("  - name: Alpha"), SMALL.indexOf("orderer:"))
      .replaceAll("Alpha", "Gamma")
      .replaceAll("alpha", "gamma")
      .replace("7051", "7052");
    const withClients = (text: string): string => text.replace("orderer:", `${clients}orderer:`);
    expect(problemsOf(withClients(SMALL.replace("orderer:", `${another}orderer:`)))).toEqual([]);
    expect(problemsOf(withClients(SMALL)).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^1 of 2 have full access and a peer; it must be more than half/),
    ]);
  });

  it("fills in what may be left out", () => {
    const consortium = parseConsortium(SMALL);
    expect(consortium.chaincodes).toEqual([]);
    expect(consortium.organisations[0]?.users[1]).toEqual({
      name: "clerk",
      attributes: { "office.number": "12" },
      admin: false,
    });
  });

  it("names the path and the line of a wrong value", () => {
    expect(problemsOf(SMALL.replace("port: 7051", "port: 70510"))).toEqual([
      { path: "organisations[0].peers[0].port", line: 8, sentence: "must be a port between 1 and 65535" },
    ]);
  });

  it("says that a field is missing, at its parent's line", () => {
    expect(problemsOf(SMALL.replace("    mspId: AlphaMSP\n", ""))).toEqual([
      { path: "organisations[0].mspId", line: 4, sentence: "is missing" },
    ]);
  });

  it("refuses a field it does not know", () => {
    expect(problemsOf(SMALL.replace("name: clerk", "name: clerk\n        role: x"))).toEqual([
      { path: "organisations[0].users[1]", line: 11, sentence: 'has no field "role"' },
    ]);
  });

  it("refuses a port used twice and says where it was used first", () => {
    expect(problemsOf(SMALL.replace("port: 7050", "port: 7051"))).toEqual([
      {
        path: "orderer.orderers[0].port",
        line: 18,
        sentence: "port 7051 must be unique; it is taken by organisations[0].peers[0].port",
      },
    ]);
  });

  it("refuses an organisation without administrator", () => {
    expect(problemsOf(SMALL.replace("admin: true", "admin: false"))[0]?.path).toBe("organisations[0].users");
  });

  it("refuses a policy that names an undeclared organisation", () => {
    const text = `${SMALL}chaincodes:\n  - { name: cc, version: "1", sequence: 1, endorsementPolicy: "OR('BetaMSP.peer')" }\n`;
    expect(problemsOf(text)).toEqual([
      {
        path: "chaincodes[0].endorsementPolicy",
        line: 20,
        sentence: "principal 'BetaMSP.peer' names an MSP id that no organisation declares",
      },
    ]);
  });

  it("reads principals in either kind of quotation marks, and OutOf's number in them", () => {
    const withPolicy = (policy: string): string =>
      `${SMALL}chaincodes:\n  - { name: cc, version: "1", sequence: 1, endorsementPolicy: ${JSON.stringify(policy)} }\n`;
    expect(problemsOf(withPolicy(`OutOf("1", "AlphaMSP.peer", 'AlphaMSP.admin')`))).toEqual([]);
    expect(problemsOf(withPolicy('OR("BetaMSP.peer")'))[0]?.sentence).toContain("'BetaMSP.peer' names an MSP id");
  });

  it("asks for quotation marks around a version that YAML reads as a number", () => {
    const text = `${SMALL}chaincodes:\n  - { name: cc, version: 1.0, sequence: 1 }\n`;
    expect(problemsOf(text)[0]?.sentence).toBe("must be text; put a version such as 1.0 in quotation marks");
  });

  it("takes an authority that the embedded network runs, or one that runs elsewhere", () => {
    const withCa = (ca: string): string => SMALL.replace("    peers:", `    ca: ${ca}\n    peers:`);
    const [alpha] = parseConsortium(withCa("{ port: 7054 }")).organisations;
    expect(authorityOf(alpha!)).toEqual({ kind: "local", caName: "ca-alpha", registrar: "admin", port: 7054 });
    const remote = "{ url: https://ca.alpha.example:7054, caName: ca, tlsCaCertificate: ca.pem }";
    expect(authorityOf(parseConsortium(withCa(remote)).organisations[0]!)).toMatchObject({
      kind: "remote",
      caName: "ca",
    });
    expect(authorityOf(parseConsortium(SMALL).organisations[0]!)).toBeUndefined();
    const pathsOf = (ca: string): string[] => problemsOf(withCa(ca)).map(({ path }) => path);
    expect(pathsOf("{ caName: ca }")).toEqual(["organisations[0].ca"]);
    expect(pathsOf("{ port: 7054, url: https://a.example }")).toContain("organisations[0].ca");
    expect(pathsOf("{ url: https://a.example }")).toEqual(["organisations[0].ca.tlsCaCertificate"]);
    expect(pathsOf("{ url: http://a.example, tlsCaCertificate: ca.pem }")).toEqual(["organisations[0].ca.url"]);
    expect(pathsOf("{ port: 7051 }")).toEqual(["organisations[0].ca.port"]);
    expect(problemsOf(SMALL.replace("name: peer0", "name: ca"))[0]?.sentence).toContain("the certificate authority's");
  });

  it.each([
    ["kind: authority", "organisations[0]: must name the state whose authority it is"],
    ["kind: court", "organisations[0].kind: must be authority or carriers"],
    ["kind: authority, state: Alpha", "organisations[0].state: must be an ISO 3166-1 alpha-2 code, such as GB"],
    ["kind: carriers, state: GB", "organisations[0].state: state is an authority's"],
    ["kind: carriers, officePrefixes: [XI]", "organisations[0].officePrefixes: officePrefixes are an authority's"],
    ["state: GB", "organisations[0].state: state needs kind beside it"],
    ["roles: [registrar]", "organisations[0].roles: roles needs kind beside it"],
    ["kind: carriers, roles: []", "organisations[0].roles: must name at least one role"],
    ["kind: authority, state: GB, roles: [registrar], officePrefixes: [XI]", undefined],
    ["kind: carriers", undefined],
  ])("takes an organisation's place among the members: %s", (said, problem) => {
    const fields = said.replaceAll(/, (?=[a-zA-Z]+:)/g, "\n    ");
    const problems = problemsOf(SMALL.replace("    peers:", `    ${fields}\n    peers:`));
    expect(problems.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual(
      problem === undefined ? [] : [problem],
    );
  });

  it("names the line of a syntax error", () => {
    expect(problemsOf("name: [unclosed")[0]?.line).toBe(1);
  });

  it("refuses an empty file", () => {
    expect(problemsOf("")).toHaveLength(1);
  });

  it("says that a file is absent", () => {
    expect(() => loadConsortium("/nonexistent/consortium.yaml")).toThrow(/cannot be read/);
  });
});

describe("portsOf", () => {
  const consortium = parseConsortium(SMALL);

  it("moves every port by the same distance", () => {
    expect([...portsOf(consortium, 17_000)]).toEqual([
      ["peer0.alpha.example", 17_051],
      ["orderer0.orderer.example", 17_050],
    ]);
  });

  it("refuses a base that moves a port out of range", () => {
    expect(() => portsOf(consortium, 65_500)).toThrow(/choose another --port-base/);
  });
});
