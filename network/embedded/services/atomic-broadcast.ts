// SPDX-License-Identifier: Apache-2.0
import type { Server } from "@grpc/grpc-js";
import { common } from "@hyperledger/fabric-protos";
import { deliver, type DeliverOptions } from "./deliver/deliver.js";
import type { BlockFormat } from "./deliver/responses.js";
import type { AccessControl } from "../policy/access.js";
import type { Channel } from "../channel/api.js";
import { addService } from "./grpc/service.js";
import { WireWriter } from "../protocol/wire.js";

/**
 * Adds orderer.AtomicBroadcast: transactions to order, and the blocks that came of them.
 *
 * @param blocks how blocks are sent: orderer.DeliverResponse has status and block in the fields of protos.DeliverResponse
 */
export function addAtomicBroadcast(server: Server, channel: Channel, access: AccessControl, blocks: BlockFormat): void {
  const options: DeliverOptions = { channel, access, resource: "/Channel/Readers", format: blocks };
  addService(server, "orderer.AtomicBroadcast", {
    conversations: {
      Broadcast: async (envelope, send) => {
        const { status, info } = channel.orderer.broadcast(envelope);
        await send(new WireWriter().uint(1, status).string(2, info).finish());
        return status === common.Status.SUCCESS;
      },
      Deliver: (envelope, send, signal) => deliver(options, envelope, send, signal),
    },
  });
}
