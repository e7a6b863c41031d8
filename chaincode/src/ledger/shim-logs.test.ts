// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Shim } from "fabric-shim";
import { skipUnwantedDebugLines } from "./shim-logs";

/** As the shim's own handler gets it. */
const logger = Shim.newLogger("lib/handler.js");
const { level } = logger;
const write = vi.spyOn(logger, "write").mockReturnValue(true);

beforeAll(skipUnwantedDebugLines);

afterEach(() => {
  logger.level = level;
  write.mockClear();
});

describe("the shim's debug lines", () => {
  it("are not laid out where nobody wants them", () => {
    logger.level = "warn";
    logger.debug("unwanted");
    expect(write).not.toHaveBeenCalled();
  });

  it("are written from the moment on that somebody does", () => {
    logger.level = "debug";
    logger.debug("wanted", { transaction: 1 });
    expect(write).toHaveBeenCalledOnce();
  });

  it("leave other lines alone", () => {
    logger.level = "warn";
    logger.error("wrong");
    expect(write).toHaveBeenCalledOnce();
  });
});
