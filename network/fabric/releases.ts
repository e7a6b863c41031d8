// SPDX-License-Identifier: Apache-2.0
import type { FabricLine } from "./binaries.js";

/** The release of each line that is downloaded where none is found; the whole suite has been run on it. */
export const PINNED_RELEASES: Readonly<Record<FabricLine, string>> = { "2.5": "2.5.16", "3.1": "3.1.5" };

/** Where Fabric's publisher keeps its releases. */
export interface ReleaseSource {
  /** Archives lie below it as `v<version>/<archive>`. */
  readonly downloads: string;
  /** Describes a release as `v<version>`, with the digest of each archive. */
  readonly descriptions: string;
}

/** The publisher's own addresses. */
export const OFFICIAL_RELEASES: ReleaseSource = {
  downloads: "https://github.com/hyperledger/fabric/releases/download",
  descriptions: "https://api.github.com/repos/hyperledger/fabric/releases/tags",
};

/** How Fabric's release archives name this machine's kind; undefined where there is none for it. */
export function platformOf(platform: NodeJS.Platform, architecture: string): string | undefined {
  const system = { linux: "linux", darwin: "darwin", win32: "windows" }[platform as string];
  const processor = { x64: "amd64", arm64: "arm64" }[architecture];
  return system && processor ? `${system}-${processor}` : undefined;
}

/** The file name of a release archive. */
export function archiveName(version: string, platform: string): string {
  return `hyperledger-fabric-${platform}-${version}.tar.gz`;
}
