// SPDX-License-Identifier: Apache-2.0

/** Database role of the gateway itself: it reads and writes every row, and owns no table. */
export const GATEWAY_ROLE = "licet_gateway";

/** Database role of whoever asks: it reads what row-level security shows them. */
export const CALLER_ROLE = "licet_caller";

/** Database role that looks words up for whoever asks: it sees every word, and of parts and records what the asker sees. */
export const FINDER_ROLE = "licet_finder";

/** Makes a role unless it is there: roles belong to the whole server, so that another gateway may have made it a moment ago. */
function makeRole(role: string): string {
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`;
}

/** Lets the connecting user take a role on, unless whoever runs the server has done so and nobody else may. */
function grantRole(role: string): string {
  return `DO $$ BEGIN
    GRANT ${role} TO CURRENT_USER;
    EXCEPTION WHEN insufficient_privilege THEN
      IF NOT pg_has_role(CURRENT_USER, '${role}', 'MEMBER') THEN RAISE; END IF; END $$;`;
}

/**
 * Makes the roles and lets the connecting user take them on. Where that user may not make roles, whoever runs the server makes them
 * beforehand, `CREATE ROLE licet_gateway NOLOGIN` and the same for `licet_caller` and `licet_finder`, and grants them to that user.
 */
export const ROLES_SQL = `
${makeRole(GATEWAY_ROLE)}
${makeRole(CALLER_ROLE)}
${makeRole(FINDER_ROLE)}
${grantRole(GATEWAY_ROLE)}
${grantRole(CALLER_ROLE)}
${grantRole(FINDER_ROLE)}
`;
