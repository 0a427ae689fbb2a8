import Commerce
import Testing

@testable import Providers

@Suite struct PublicAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "fc00::1", "fd12:3456::1", "fe80::1", "ff02::1",
        "2002:7f00:1::", "2001:db8::1", "fd00:ec2::254",
    ])
    func `a private address is none of the internet's`(text: String) {
        #expect(PublicAddress(text)?.isPublic == false)
    }

    @Test(arguments: [
        "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "8.8.8.8", "2606:4700::1111",
    ])
    func `a public address is`(text: String) {
        #expect(PublicAddress(text)?.isPublic == true)
    }

    @Test(arguments: ["", "example.com", "127.1", "0x7f000001", "2130706433", "[::1]"])
    func `what the system could read otherwise is no address`(text: String) {
        #expect(PublicAddress(text) == nil)
    }

    @Test(arguments: [
        "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:169.254.169.254]/", "https://rebinding.test/",
        "https://2130706433/",
    ])
    func `nothing is sent to a private address, whatever its name`(url: String) async {
        let sender = HTTPWebhookSender(.publicOnly, lookup: NameLookup { _ in ["10.0.0.1", "127.0.0.1"] })

        let answer = await sender.send(WebhookRequest(url: url, headers: [:], body: "{}"))

        #expect(answer.status == nil)
        #expect(answer.problem?.contains("private address") == true)
    }
}
