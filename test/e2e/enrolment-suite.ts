// SPDX-License-Identifier: Apache-2.0
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { findCaProgram, missing } from "@licet/network/ca/testing/binaries";
import { findFabric } from "@licet/network/fabric/binaries";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { expect, it } from "vitest";
import { readProfiles } from "@licet/scripts/wire/profile";
import { FabricCommands, runProgram } from "./fabric-commands.js";
import type { Place } from "./gateway-suite.js";

const USER = { id: "customs9", secret: "customs9pw" };
const ATTRIBUTES = "licet.role=customs-officer:ecert";

const COPY = { recursive: true } as const;

interface Profile {
  readonly certificateAuthorities: Readonly<Record<string, { readonly url: string; readonly caName: string }>>;
}

/** A person is registered and enrolled by Fabric CA's command with the organisation's authority, and then acts by Fabric's other ones. */
export function describeEnrolment(place: () => Place, version: string): void {
  it("fabric-ca-client enrols a customs officer, as whom peer then queries", async (context) => {
    const program = findCaProgram("fabric-ca-client");
    const reason = missing(program);
    if (reason !== undefined) return context.skip(reason);
    const { profilesFolder, home } = place();
    const layout = new OrganisationLayout(path.dirname(profilesFolder), "peer", "gb.licet.example");
    const profile = readProfiles(profilesFolder).connectionProfiles.get("GBAuthorityMSP") as Profile;
    const authority = profile.certificateAuthorities["ca.gb.licet.example"]!;
    const run = (who: string, ...args: string[]): ReturnType<typeof runProgram> =>
      runProgram(program, [
        ...args,
        ...["--home", path.join(home, `ca-${who}`), "--caname", authority.caName],
        ...["--tls.certfiles", layout.tlsCa.certificate],
      ]);
    const url = (user: { readonly id: string; readonly secret: string }): string =>
      authority.url.replace("https://", `https://${user.id}:${user.secret}@`);
    const registrar = { id: "admin", secret: readFileSync(layout.caServer.registrarSecret, "utf8").trim() };
    const succeeded = { status: 0, output: expect.any(String) as string };

    expect(await run("admin", "enroll", "-u", url(registrar))).toEqual(succeeded);
    const identity = ["--id.name", USER.id, "--id.secret", USER.secret, "--id.type", "client"];
    expect(await run("admin", "register", "-u", authority.url, ...identity, "--id.attrs", ATTRIBUTES)).toEqual(
      succeeded,
    );
    expect(await run(USER.id, "enroll", "-u", url(USER))).toEqual(succeeded);

    // The command writes no node OUs; as in Fabric's samples they are copied from the organisation's folder.
    const msp = path.join(home, `ca-${USER.id}`, "msp");
    for (const part of ["config.yaml", "cacerts"]) cpSync(path.join(layout.msp, part), path.join(msp, part), COPY);
    const commands = new FabricCommands(findFabric(version), profilesFolder);
    const call = JSON.stringify({ function: "party:WhoAmI", Args: ["{}"] });
    const args = ["chaincode", "query", "-C", "licet", "-n", "licet", "-c", call];
    const asked = await commands.peer({ msp }, args);
    expect(asked).toEqual({ status: 0, output: expect.stringContaining('"role":"customs-officer"') as string });
  });
}
