// SPDX-License-Identifier: Apache-2.0

/** A setting that is missing, malformed or unknown; the message names it and says what it takes. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}
