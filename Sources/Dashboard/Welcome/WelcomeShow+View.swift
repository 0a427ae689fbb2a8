import HTTPSupport

extension WelcomeShow.Model {
    var view: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>SellUsGenie – open your online shop tonight</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="A shop of your own, with products, cart, checkout and orders, in an evening.">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="\(url: DashboardAssets.welcomeSheet.path)">
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="wide top"><p class="brand">SellUsGenie</p>
        <nav aria-label="Account"><a href="/dashboard/sign-in">Sign in</a>\
        <a class="button small" href="/dashboard/sign-up">Sign up</a></nav></header>
        <main id="main" tabindex="-1">\(hero)\(points)\(offer)\(close)</main>
        <footer class="wide foot"><p>SellUsGenie</p><p><a href="/dashboard/sign-in">Sign in</a></p></footer>
        </body>
        </html>
        """
    }

    private var hero: HTML {
        """
        <section class="hero"><div class="wide hero-grid"><div>
        <h1>Open your shop tonight. Sell tomorrow morning.</h1>
        <p class="lead">Put your products in, choose your colours, and share the address. Cart, checkout, payment, stock \
        and orders are there already.</p>
        <p class="ways"><a class="button" href="/dashboard/sign-up">Start free for 14 days</a>\
        \(demoPath.map { "<a class=\"button quiet\" href=\"\(url: $0)\">Look at a sample shop</a>" })</p>
        <p class="fine">No card needed. Nothing to install.</p></div>\(WelcomeArt.shop)</div></section>
        """
    }

    private var points: HTML {
        """
        <section class="wide points" aria-labelledby="works"><h2 id="works">What works the evening you sign up</h2><ul>
        <li>\(WelcomeArt.phone)<h3>A shop made for phones</h3><p>Search, categories, variants and a checkout on one page, in \
        English or German. Quick on a slow line, and readable for everybody.</p></li>
        <li>\(WelcomeArt.coins)<h3>The money is yours</h3><p>Cards go through your own Stripe account, or buyers pay by \
        transfer. Nothing passes through ours.</p></li>
        <li>\(WelcomeArt.boxes)<h3>Stock that adds up</h3><p>The last piece is sold once, however many press the button. \
        Bring your catalogue along as a Shopify file.</p></li>
        <li>\(WelcomeArt.people)<h3>Room for your people</h3><p>Invite who packs and who answers; each sees what the work \
        asks for, and signs in with two steps if you like.</p></li>
        </ul></section>
        """
    }

    private var offer: HTML {
        """
        <section class="plans" aria-labelledby="plans"><div class="wide"><h2 id="plans">Plans</h2>
        <p class="lead">Try everything for 14 days\(trial.isEmpty ? "" : ": \(trial.joined(separator: ", ").lowercased())"). \
        Then choose, and change or leave whenever you like.</p>
        <ul class="plan-grid">\(plans.map(\.view))</ul></div></section>
        """
    }

    private var close: HTML {
        """
        <section class="wide close"><h2>Your first product could be online in ten minutes.</h2>
        <p><a class="button" href="/dashboard/sign-up">Create your account</a></p></section>
        """
    }
}

extension WelcomeShow.PlanCard {
    var view: HTML {
        """
        <li><h3>\(name)</h3><p class="summary">\(summary)</p>
        <p class="price"><strong>\(price)</strong> \(interval)</p>
        <ul>\(limits.map { "<li>\($0)</li>" })</ul></li>
        """
    }
}
