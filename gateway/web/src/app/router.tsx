// SPDX-License-Identifier: Apache-2.0
import { createBrowserRouter, type RouteObject } from "react-router";
import { FEATURES } from "../features";
import type { Feature, FeatureRoute } from "../features/feature";
import { loadWords } from "../words/dictionary";
import { CrashPage } from "./crash-page";
import { ForRoles } from "./for-roles";
import { Frame } from "./frame/frame";
import { MissingPage } from "./missing-page";
import { spokenLanguage } from "./preferences";
import { SignedInPage } from "./sign-in/signed-in-page";

/** Addresses and their pages. A page's code and words are fetched when somebody goes there. */
export function newRouter(): ReturnType<typeof createBrowserRouter> {
  const pages = FEATURES.flatMap((feature) => feature.routes.map((route) => pageOf(feature, route)));
  return createBrowserRouter([
    { path: "/signed-in", element: <SignedInPage /> },
    {
      element: <Frame />,
      // What the whole frame cannot be shown with has no frame around its words.
      errorElement: (
        <main className="page">
          <CrashPage />
        </main>
      ),
      hydrateFallbackElement: <></>,
      children: [{ errorElement: <CrashPage />, children: [...pages, { path: "*", element: <MissingPage /> }] }],
    },
  ]);
}

function pageOf({ area, moreAreas = [] }: Feature, { path, roles, load }: FeatureRoute): RouteObject {
  return {
    path,
    lazy: async () => {
      const [Page] = await Promise.all([load(), loadWords(spokenLanguage(), [area, ...moreAreas])]);
      return { element: roles === undefined ? <Page /> : <ForRoles roles={roles} page={Page} /> };
    },
  };
}
