// SPDX-License-Identifier: Apache-2.0
import type carrier from "./en/carrier.json";
import type caseWords from "./en/case.json";
import type checkpoint from "./en/checkpoint.json";
import type components from "./en/components.json";
import type consortium from "./en/consortium.json";
import type departure from "./en/departure.json";
import type desk from "./en/desk.json";
import type documents from "./en/documents.json";
import type endUse from "./en/end-use.json";
import type explorer from "./en/explorer.json";
import type exporter from "./en/exporter.json";
import type frame from "./en/frame.json";
import type ledger from "./en/ledger.json";
import type licence from "./en/licence.json";
import type licensing from "./en/licensing.json";
import type notices from "./en/notices.json";
import type registry from "./en/registry.json";
import type settings from "./en/settings.json";
import type start from "./en/start.json";
import type statistics from "./en/statistics.json";
import type tour from "./en/tour.json";

/**
 * The dictionaries, one an area: `frame` holds what stands around and inside every page, and each feature has its own, so that a page
 * carries the words it shows. A new feature adds its line here and its file to each language's folder.
 */
export interface Areas {
  readonly carrier: typeof carrier;
  readonly case: typeof caseWords;
  readonly checkpoint: typeof checkpoint;
  readonly components: typeof components;
  readonly consortium: typeof consortium;
  readonly departure: typeof departure;
  readonly desk: typeof desk;
  readonly documents: typeof documents;
  readonly "end-use": typeof endUse;
  readonly explorer: typeof explorer;
  readonly exporter: typeof exporter;
  readonly frame: typeof frame;
  readonly ledger: typeof ledger;
  readonly licence: typeof licence;
  readonly licensing: typeof licensing;
  readonly notices: typeof notices;
  readonly registry: typeof registry;
  readonly settings: typeof settings;
  readonly start: typeof start;
  readonly statistics: typeof statistics;
  readonly tour: typeof tour;
}

/** Name of a dictionary. */
export type Area = keyof Areas;

/** Name of a text: its dictionary's, and its own. */
export type WordKey = { [A in Area]: `${A}.${keyof Areas[A] & string}` }[Area];
