// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { Feature } from "../feature";

const REGISTRARS: readonly Role[] = ["registrar"];

/** The registrar's place: parties, the keys they sign with, and the officers who certify. */
export const registryFeature: Feature = {
  area: "registry",
  routes: [
    {
      path: "/registry/parties",
      roles: REGISTRARS,
      load: () => import("./parties-page").then(({ PartiesPage }) => PartiesPage),
    },
    {
      path: "/registry/register",
      roles: REGISTRARS,
      load: () => import("./register-page").then(({ RegisterPage }) => RegisterPage),
    },
    { path: "/registry/parties/:party", load: () => import("./party-page").then(({ PartyPage }) => PartyPage) },
    {
      path: "/registry/signatories",
      roles: REGISTRARS,
      load: () => import("./signatories-page").then(({ SignatoriesPage }) => SignatoriesPage),
    },
  ],
  nav: [
    { path: "/registry/parties", label: "registry.title", roles: REGISTRARS },
    { path: "/registry/signatories", label: "registry.signatories", roles: REGISTRARS },
  ],
};
