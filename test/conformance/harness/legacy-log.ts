// SPDX-License-Identifier: Apache-2.0

/**
 * Imported before `fabric-network`, which otherwise writes every refusal that a case provokes to standard output: a
 * setting of levels without a destination is its way of being silent.
 */
process.env["HFC_LOGGING"] ??= '{"error":""}';
