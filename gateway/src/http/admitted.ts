// SPDX-License-Identifier: Apache-2.0
import type { Request, RequestHandler, Response } from "express";
import { AbandonedError, type Admission } from "../application/admission/admission.js";
import type { Lane } from "../application/admission/lane.js";
import { callerOf, contextOf } from "./context.js";

/** An express handler that is done when its promise is. */
type Work = (request: Request, response: Response) => unknown;

/** Has a handler wait for its turn; see `Admission`. What belongs to a client that has gone is dropped and answered to nobody. */
export function admitted(admission: Admission, lane: Lane, handler: RequestHandler): RequestHandler {
  const work = handler as Work;
  return async (request, response) => {
    const { mspId, label } = callerOf(response);
    const gone = goneSignal(response);
    try {
      await admission.run(lane, { organisation: mspId, person: label }, gone, async (place) => {
        contextOf(response).place = place;
        await work(request, response);
      });
    } catch (error) {
      if (!(error instanceof AbandonedError)) throw error;
    }
  };
}

/** Aborts where the connection ends before the answer has gone. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  const note = (): void => {
    if (!response.writableFinished) gone.abort();
  };
  if (response.destroyed) note();
  else response.once("close", note);
  return gone.signal;
}
