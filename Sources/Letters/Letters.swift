package import Commerce
import HTTPSupport

/// How e-mails look: one column, tables and inline styles, because Outlook knows nothing newer.
package enum Letters {
    /// The letter as text and as HTML; nil when its address is none.
    package static func render(_ letter: Letter) -> RenderedLetter? {
        guard let recipient = EmailAddress(letter.recipient) else { return nil }
        return RenderedLetter(
            recipient: recipient,
            sender: letter.sender,
            subject: letter.subject,
            text: text(letter),
            html: html(letter).markup
        )
    }

    private static func text(_ letter: Letter) -> String {
        let action = letter.action.map { ["\($0.title):\n\($0.address)"] } ?? []
        let footnote = letter.footnote.map { [$0] } ?? []
        return (letter.paragraphs + action + footnote + ["– \n\(letter.sender)"]).joined(separator: "\n\n") + "\n"
    }

    private static func html(_ letter: Letter) -> HTML {
        """
        <!doctype html>
        <html lang="\(letter.language)"><head><meta charset="utf-8"><title>\(letter.subject)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"></head>
        <body style="margin:0;background:#f4f2ee">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f2ee"><tr>
        <td align="center" style="padding:32px 16px">
        <table role="presentation" width="560" cellpadding="0" cellspacing="0" \
        style="max-width:560px;width:100%;background:#ffffff;border-radius:12px">
        <tr><td style="padding:32px;font:16px/1.6 Helvetica,Arial,sans-serif;color:#1d2021">
        <p style="margin:0 0 24px;font-weight:bold">\(letter.sender)</p>
        <h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">\(letter.subject)</h1>
        \(letter.paragraphs.map { "<p style=\"margin:0 0 16px\">\($0)</p>" })
        \(letter.action.map(button))
        \(letter.footnote.map { "<p style=\"margin:24px 0 0;font-size:13px;color:#5b6164\">\($0)</p>" })
        </td></tr></table></td></tr></table></body></html>
        """
    }

    private static func button(_ action: Letter.Action) -> HTML {
        """
        <table role="presentation" cellpadding="0" cellspacing="0"><tr>
        <td style="background:#1f4d3f;border-radius:8px"><a href="\(url: action.address)" \
        style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:bold;text-decoration:none">\
        \(action.title)</a></td></tr></table>
        <p style="margin:16px 0 0;font-size:13px;color:#5b6164;word-break:break-all">\(action.address)</p>
        """
    }
}
