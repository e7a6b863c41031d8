// SPDX-License-Identifier: Apache-2.0
import { UnLocode } from "@licet/domain";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { Places } from "../ports/places.js";
import { queryReader } from "./input.js";
import { CALLER_ERRORS, problemResponses } from "./openapi-schemas.js";
import { answered, type PlainRoute } from "./read-model-routes.js";
import { sendJson } from "./respond.js";

const OK = 200;

/** How many places are asked for at once at most. */
const CODES_MAX = 100;

/** The list changes with a release of the gateway. */
const CACHE_CONTROL = "private, max-age=3600";

const PlacesQuery = z.strictObject({
  code: z.array(UnLocode).min(1).max(CODES_MAX).describe("UN/LOCODE of each place"),
});

const PlaceList = z
  .object({
    items: z
      .array(
        z.object({
          code: z.string(),
          name: z.string().nullable().describe("null where the list has no such place"),
          position: z
            .object({
              latitude: z.number().describe("decimal degrees, north positive"),
              longitude: z.number().describe("decimal degrees, east positive"),
            })
            .nullable()
            .describe("null where the list has no such place, or no position for it"),
        }),
      )
      .describe("one for each code, in their order"),
  })
  .meta({ id: "PlaceList" });

/** What the routes of places work with. */
export interface PlaceServices {
  readonly places: Places;
}

/** Where places lie. */
export const PLACE_ROUTES: readonly PlainRoute<PlaceServices>[] = [
  {
    method: "get",
    path: "/v1/places",
    operation: {
      operationId: "findPlaces",
      tags: ["Places"],
      summary: "Names and positions of places, by their UN/LOCODE",
      description:
        "From the gateway's own list of UN/LOCODE. Positions are the list's; about a fifth of them were found by geocoding and not " +
        "given by UNECE.",
      requestParams: { query: PlacesQuery },
      responses: {
        "200": answered("The places", PlaceList),
        ...problemResponses([...CALLER_ERRORS, "INVALID_INPUT"]),
      } as ZodOpenApiOperationObject["responses"],
    },
    handler: ({ places }: PlaceServices) => {
      const query = queryReader(PlacesQuery);
      return async (request, response) => {
        const { code: codes } = query(request);
        const found = await places.find(codes);
        const items = codes.map((code) => {
          const place = found.get(code);
          return { code, name: place?.name ?? null, position: place?.position ?? null };
        });
        sendJson(response, OK, { items }, CACHE_CONTROL);
      };
    },
  },
];
