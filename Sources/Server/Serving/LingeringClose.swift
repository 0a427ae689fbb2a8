import NIOCore

/// Lets a client that still sends hear our answer before its connection is closed.
///
/// A refusal of a large body is written before the body is read. Closing at once would reset the connection and with it
/// the answer; waiting for the client, who waits for us to read, would keep both for ever. So what still comes is read
/// and dropped for a while.
final class LingeringClose: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = Any
    typealias OutboundIn = Any

    private static let patience = TimeAmount.seconds(10)
    private var alarm: Scheduled<Void>?
    private var isLingering: Bool { alarm != nil }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output, !isLingering {
            let channel = context.channel
            alarm = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
            context.read()
        }
        context.close(mode: mode, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isLingering { context.fireChannelRead(data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if isLingering { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }
}
