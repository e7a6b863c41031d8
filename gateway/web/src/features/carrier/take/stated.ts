// SPDX-License-Identifier: Apache-2.0
import { ConsignmentTransport } from "@licet/domain/consignment/schemas";
import { CustodyContent } from "@licet/domain/custody/schemas";
import type { PartRead } from "../../../api/custody";

/** What is stated of goods, as far as this organisation may read it; what it may not read is left out. */
export interface Stated {
  readonly seals?: CustodyContent["seals"] | undefined;
  readonly counts?: CustodyContent["counts"] | undefined;
  /** Packages of the whole consignment. */
  readonly packages?: number | undefined;
  readonly containers?: readonly string[] | undefined;
}

/** What the release states, and where it is not disclosed, what the consignment's transport part states. */
export function statedIn(release: PartRead | undefined, transport: PartRead): Stated {
  const released = release?.disclosed === true ? CustodyContent.safeParse(release.content).data : undefined;
  const carried = transport.disclosed ? ConsignmentTransport.safeParse(transport.content).data : undefined;
  return {
    seals: released?.seals ?? carried?.seals,
    counts: released?.counts,
    packages: carried?.packages,
    containers: carried?.containers,
  };
}
