/// The sample shop of `serve --demo`: a small homeware shop with products, prices and pictures of our own.
package enum DemoCatalog {
    package static let storeName = "Fern & Kiln"
    package static let tagline = "Quiet things for the house, made by hand"

    /// A product CSV as Shopify writes it, for ``ImportProducts``.
    package static let csv: [UInt8] = PackageResources.products_csv

    /// The pictures by file name; the catalogue expects them under `/assets/demo/`.
    package static let pictures: [String: [UInt8]] = [
        "brass-reading-lamp.svg": PackageResources.brass_reading_lamp_svg,
        "bud-vase.svg": PackageResources.bud_vase_svg,
        "cedar-incense.svg": PackageResources.cedar_incense_svg,
        "dune-dinner-plates.svg": PackageResources.dune_dinner_plates_svg,
        "fig-candle.svg": PackageResources.fig_candle_svg,
        "glass-carafe.svg": PackageResources.glass_carafe_svg,
        "harbour-teapot.svg": PackageResources.harbour_teapot_svg,
        "linen-apron.svg": PackageResources.linen_apron_svg,
        "linen-cushion.svg": PackageResources.linen_cushion_svg,
        "moon-vase.svg": PackageResources.moon_vase_svg,
        "morning-mug.svg": PackageResources.morning_mug_svg,
        "mushroom-lamp.svg": PackageResources.mushroom_lamp_svg,
        "oak-board.svg": PackageResources.oak_board_svg,
        "olive-wood-spoons.svg": PackageResources.olive_wood_spoons_svg,
        "paper-pendant.svg": PackageResources.paper_pendant_svg,
        "pour-over-dripper.svg": PackageResources.pour_over_dripper_svg,
        "ripple-bowl.svg": PackageResources.ripple_bowl_svg,
        "ripple-candlesticks.svg": PackageResources.ripple_candlesticks_svg,
        "salt-cellar.svg": PackageResources.salt_cellar_svg,
        "seagrass-basket.svg": PackageResources.seagrass_basket_svg,
        "tea-towels.svg": PackageResources.tea_towels_svg,
        "terracotta-planter.svg": PackageResources.terracotta_planter_svg,
        "waffle-towel.svg": PackageResources.waffle_towel_svg,
        "wool-throw.svg": PackageResources.wool_throw_svg,
    ]
}
