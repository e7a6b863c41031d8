// SPDX-License-Identifier: Apache-2.0

/** The codes of a part of the catalogue, as members of an interface. */
export type CodesOf<T> = { readonly [C in keyof T]: true };

/** Every code of the catalogue; each area adds its own where it declares its errors, so that nothing here names an area. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- areas fill it by declaration merging
export interface ErrorCodes {}

/** A code of the catalogue. */
export type ErrorCode = keyof ErrorCodes;
