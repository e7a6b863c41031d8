// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { addGroup } from "../areas/catalogue/add-group";
import { explainCode } from "../areas/catalogue/explain-code";
import { listEditions } from "../areas/catalogue/list-editions";
import { listGroup } from "../areas/catalogue/list-group";
import { publishEdition } from "../areas/catalogue/publish-edition";
import { readEntry } from "../areas/catalogue/read-entry";
import {
  CATALOGUE_ADD_GROUP,
  CATALOGUE_EXPLAIN_CODE,
  CATALOGUE_LIST_EDITIONS,
  CATALOGUE_LIST_GROUP,
  CATALOGUE_PUBLISH_EDITION,
  CATALOGUE_READ_ENTRY,
} from "@licet/domain";
import { execute } from "./execute";

/** Control lists in editions. */
@Info({ title: "catalogue", description: "Control lists: editions, entries, the grammar of codes" })
export class CatalogueContract extends Contract {
  constructor() {
    super("catalogue");
  }

  @Transaction()
  @Returns("string")
  AddGroup(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_ADD_GROUP, addGroup, input);
  }

  @Transaction()
  @Returns("string")
  PublishEdition(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_PUBLISH_EDITION, publishEdition, input);
  }

  @Transaction(false)
  @Returns("string")
  ListEditions(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_LIST_EDITIONS, listEditions, input);
  }

  @Transaction(false)
  @Returns("string")
  ReadEntry(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_READ_ENTRY, readEntry, input);
  }

  @Transaction(false)
  @Returns("string")
  ListGroup(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_LIST_GROUP, listGroup, input);
  }

  @Transaction(false)
  @Returns("string")
  ExplainCode(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CATALOGUE_EXPLAIN_CODE, explainCode, input);
  }
}
