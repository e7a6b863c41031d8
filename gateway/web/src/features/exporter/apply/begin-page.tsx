// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { DRAFT_PREFIX, newMark } from "./draft-keys";

/** Begins an application: it has an address of its own from the start, under which its draft is found again. */
export function BeginPage(): ReactElement {
  const { search } = useLocation();
  const [mark] = useState(newMark);
  return <Navigate to={`/applications/drafts/${DRAFT_PREFIX}${mark}${search}`} replace />;
}
