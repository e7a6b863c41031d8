// SPDX-License-Identifier: Apache-2.0

/** Ports in a consortium file count from here; `--port-base` moves them all by the same distance. */
export const DECLARED_PORT_BASE = 7_000;
/** Ports that the consortium file does not declare (administration, health, chaincode) count from the base plus this. */
export const AUXILIARY_PORT_OFFSET = 2_000;
/** The highest port there is. */
export const HIGHEST_PORT = 65_535;
