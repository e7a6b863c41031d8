// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Control lists";
const edition = { publisher: "GB", list: "EU-ANNEX-I", edition: "2025" };
const base = "/v1/control-lists/{publisher}/{list}";
const path = `${base}/editions/{edition}`;

/** Control lists with their editions. */
export const CONTROL_LIST_ROUTES: readonly Route[] = [
  {
    method: "post",
    path: `${path}/groups`,
    transaction: "catalogue:AddGroup",
    tag,
    creates: true,
    example: {
      input: {
        ...edition,
        group: "5A",
        entries: [{ code: "5A002", title: "Information security systems, equipment and components" }],
      },
    },
  },
  {
    method: "post",
    path: `${path}/publication`,
    transaction: "catalogue:PublishEdition",
    tag,
    creates: true,
    example: {
      input: {
        ...edition,
        title: "EU dual-use list, Annex I",
        source: "Regulation (EU) 2021/821, Annex I",
        validFrom: "2025-11-15",
        groups: [{ group: "5A", count: 1, hash: "0a".repeat(32) }],
      },
    },
  },
  {
    method: "get",
    path: `${path}/groups/{group}`,
    transaction: "catalogue:ListGroup",
    tag,
    example: { input: { ...edition, group: "5A" } },
  },
  {
    method: "get",
    path: `${base}/editions`,
    transaction: "catalogue:ListEditions",
    tag,
    example: { input: { publisher: "GB", list: "EU-ANNEX-I" } },
  },
  {
    method: "get",
    path: `${base}/entries/{code}`,
    transaction: "catalogue:ReadEntry",
    tag,
    example: { input: { publisher: "GB", list: "EU-ANNEX-I", code: "5A002", on: "2026-11-24" } },
  },
  {
    method: "get",
    path: "/v1/control-codes/{code}",
    transaction: "catalogue:ExplainCode",
    tag,
    example: { input: { code: "5A002.a.1" } },
  },
];
