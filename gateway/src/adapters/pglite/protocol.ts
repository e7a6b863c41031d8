// SPDX-License-Identifier: Apache-2.0

/** What the thread with the database is told when it starts. */
export interface WorkerSettings {
  /** Folder that the database lies in; undefined for one in memory. */
  readonly folder: string | undefined;
}

/** Asks the thread for something; each request has one reply with the same id. */
export interface WorkerRequest {
  readonly id: number;
  readonly ask: "query" | "close";
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** What a statement answers. */
export interface StatementResult {
  readonly command: "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "MERGE";
  readonly rowCount: number;
  readonly rows: readonly unknown[];
}

/** A failure as the database words it; `code` is PostgreSQL's SQLSTATE. */
export interface StatementFailure {
  readonly message: string;
  readonly code: string | undefined;
  readonly constraint: string | undefined;
}

/** The thread's answer. The one with id 0 says that the database is open, or why not. */
export type WorkerReply = { readonly id: number } & (
  { readonly result: StatementResult } | { readonly failure: StatementFailure }
);
