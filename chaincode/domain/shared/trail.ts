// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Hash } from "./primitives";

/** Where an entry of a chain lies, and its hash: sequence (from 1), transaction that wrote it, SHA-256 of its text. */
export const ChainLink = z.strictObject({ sequence: z.int().min(1), txId: Hash, hash: Hash });
export type ChainLink = z.infer<typeof ChainLink>;

/** Most links that a trail holds: enough for 2^30 entries. */
export const TRAIL_LINKS_MAX = 30;

/**
 * Links of a chain's head: the last entry, and from there each entry whose sequence has the lowest bit of the one before it cleared
 * (13: 12, 8). They are what the next entry needs, so that any entry is found from the head in a number of steps that grows with the
 * square of the logarithm of the length.
 */
export const Trail = z.array(ChainLink).max(TRAIL_LINKS_MAX);
export type Trail = z.infer<typeof Trail>;

/** Links that an entry carries: the entry before it, and where that is another, the one that its sequence jumps to. */
export const EntryLinks = z.strictObject({ previous: ChainLink.optional(), jump: ChainLink.optional() });
export type EntryLinks = z.infer<typeof EntryLinks>;

/** Sequence that an entry jumps to: its own with the lowest bit cleared; 0 where there is none. */
function jumpOf(sequence: number): number {
  return sequence & (sequence - 1);
}

/** Links that the next entry carries, from the trail of the chain's head. */
export function linksAfter(trail: Trail): EntryLinks {
  const [previous] = trail;
  if (previous === undefined) return {};
  const target = jumpOf(previous.sequence + 1);
  const jump = trail.find(({ sequence }) => sequence === target);
  return jump === undefined || jump === previous ? { previous } : { previous, jump };
}

/** Trail of the head after an entry was appended. */
export function trailAfter(trail: Trail, appended: ChainLink): Trail {
  const target = jumpOf(appended.sequence);
  return [appended, ...trail.filter(({ sequence }) => sequence <= target)];
}

/** The link of an entry that leads furthest towards a sequence without passing it, or undefined at the chain's start. */
export function linkTowards({ previous, jump }: EntryLinks, wanted: number): ChainLink | undefined {
  return jump !== undefined && jump.sequence >= wanted ? jump : previous;
}

/** The link of a head's trail that leads furthest towards a sequence without passing it. */
export function trailTowards(trail: Trail, wanted: number): ChainLink | undefined {
  return trail.findLast(({ sequence }) => sequence >= wanted);
}
