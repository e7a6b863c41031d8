// SPDX-License-Identifier: Apache-2.0
import { carrierFeature } from "./carrier/feature";
import { caseFeature } from "./case/feature";
import { checkpointFeature } from "./checkpoint/feature";
import { consortiumFeature } from "./consortium/feature";
import { departureFeature } from "./departure/feature";
import { deskFeature } from "./desk/feature";
import { documentsFeature } from "./documents/feature";
import { endUseFeature } from "./end-use/feature";
import { explorerFeature } from "./explorer/feature";
import { exporterFeature } from "./exporter/feature";
import type { Feature } from "./feature";
import { licenceFeature } from "./licence/feature";
import { noticesFeature } from "./notices/feature";
import { registryFeature } from "./registry/feature";
import { settingsFeature } from "./settings/feature";
import { startFeature } from "./start/feature";
import { statisticsFeature } from "./statistics/feature";
import { tourFeature } from "./tour/feature";

/** Every feature, in the order of the navigation. A new one is named here and nowhere else. */
export const FEATURES: readonly Feature[] = [
  startFeature,
  deskFeature,
  caseFeature,
  exporterFeature,
  departureFeature,
  licenceFeature,
  checkpointFeature,
  carrierFeature,
  endUseFeature,
  registryFeature,
  explorerFeature,
  consortiumFeature,
  statisticsFeature,
  noticesFeature,
  documentsFeature,
  settingsFeature,
  tourFeature,
];
