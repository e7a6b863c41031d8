// SPDX-License-Identifier: Apache-2.0

const silent = (): void => undefined;

/**
 * Keeps fabric-network from writing to the console in a format of its own, transaction contents included. Everything it would
 * say reaches the caller as an error. It looks for its logger here while it is loaded, so this module comes before it.
 */
Object.assign(globalThis, { hfc: { logger: { debug: silent, info: silent, warn: silent, error: silent } } });
