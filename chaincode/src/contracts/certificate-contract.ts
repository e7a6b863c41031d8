// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { bind } from "../areas/certificate/bind";
import { certify } from "../areas/certificate/certify";
import { draft } from "../areas/certificate/draft";
import { expire, repudiate, withdraw } from "../areas/certificate/end";
import { fulfil } from "../areas/certificate/fulfil";
import { listCertificates, showCertificate } from "../areas/certificate/read";
import { reinstate } from "../areas/certificate/reinstate";
import { sign } from "../areas/certificate/sign";
import {
  CERTIFICATE_BIND,
  CERTIFICATE_CERTIFY,
  CERTIFICATE_DRAFT,
  CERTIFICATE_EXPIRE,
  CERTIFICATE_FULFIL,
  CERTIFICATE_LIST,
  CERTIFICATE_READ,
  CERTIFICATE_REINSTATE,
  CERTIFICATE_REPUDIATE,
  CERTIFICATE_SIGN,
  CERTIFICATE_WITHDRAW,
} from "@licet/domain";
import { execute } from "./execute";

/** End-use certificates and other assurance documents. */
@Info({ title: "certificate", description: "End-use certificates and other assurance documents" })
export class CertificateContract extends Contract {
  constructor() {
    super("certificate");
  }

  @Transaction()
  @Returns("string")
  async Draft(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_DRAFT, draft, input);
  }

  @Transaction()
  @Returns("string")
  async Sign(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_SIGN, sign, input);
  }

  @Transaction()
  @Returns("string")
  async Certify(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_CERTIFY, certify, input);
  }

  @Transaction()
  @Returns("string")
  async Bind(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_BIND, bind, input);
  }

  @Transaction()
  @Returns("string")
  async Withdraw(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_WITHDRAW, withdraw, input);
  }

  @Transaction()
  @Returns("string")
  async Repudiate(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_REPUDIATE, repudiate, input);
  }

  @Transaction()
  @Returns("string")
  async Reinstate(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_REINSTATE, reinstate, input);
  }

  @Transaction()
  @Returns("string")
  async Expire(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_EXPIRE, expire, input);
  }

  @Transaction()
  @Returns("string")
  async Fulfil(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_FULFIL, fulfil, input);
  }

  @Transaction(false)
  @Returns("string")
  async Read(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_READ, showCertificate, input);
  }

  @Transaction(false)
  @Returns("string")
  async List(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CERTIFICATE_LIST, listCertificates, input);
  }
}
