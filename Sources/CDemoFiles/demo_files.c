// The files of Sources/Commerce/Demo/Assets, embedded. `#embed` costs nothing to compile, where SwiftPM's embedInCode
// turns every byte into an element of an array literal.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "demo_files.h"

static const unsigned char brass_reading_lamp_svg[] = {
#embed "../Commerce/Demo/Assets/brass-reading-lamp.svg"
};
static const unsigned char bud_vase_svg[] = {
#embed "../Commerce/Demo/Assets/bud-vase.svg"
};
static const unsigned char cedar_incense_svg[] = {
#embed "../Commerce/Demo/Assets/cedar-incense.svg"
};
static const unsigned char dune_dinner_plates_svg[] = {
#embed "../Commerce/Demo/Assets/dune-dinner-plates.svg"
};
static const unsigned char fig_candle_svg[] = {
#embed "../Commerce/Demo/Assets/fig-candle.svg"
};
static const unsigned char glass_carafe_svg[] = {
#embed "../Commerce/Demo/Assets/glass-carafe.svg"
};
static const unsigned char harbour_teapot_svg[] = {
#embed "../Commerce/Demo/Assets/harbour-teapot.svg"
};
static const unsigned char linen_apron_svg[] = {
#embed "../Commerce/Demo/Assets/linen-apron.svg"
};
static const unsigned char linen_cushion_svg[] = {
#embed "../Commerce/Demo/Assets/linen-cushion.svg"
};
static const unsigned char moon_vase_svg[] = {
#embed "../Commerce/Demo/Assets/moon-vase.svg"
};
static const unsigned char morning_mug_svg[] = {
#embed "../Commerce/Demo/Assets/morning-mug.svg"
};
static const unsigned char mushroom_lamp_svg[] = {
#embed "../Commerce/Demo/Assets/mushroom-lamp.svg"
};
static const unsigned char oak_board_svg[] = {
#embed "../Commerce/Demo/Assets/oak-board.svg"
};
static const unsigned char olive_wood_spoons_svg[] = {
#embed "../Commerce/Demo/Assets/olive-wood-spoons.svg"
};
static const unsigned char paper_pendant_svg[] = {
#embed "../Commerce/Demo/Assets/paper-pendant.svg"
};
static const unsigned char pour_over_dripper_svg[] = {
#embed "../Commerce/Demo/Assets/pour-over-dripper.svg"
};
static const unsigned char products_csv[] = {
#embed "../Commerce/Demo/Assets/products.csv"
};
static const unsigned char ripple_bowl_svg[] = {
#embed "../Commerce/Demo/Assets/ripple-bowl.svg"
};
static const unsigned char ripple_candlesticks_svg[] = {
#embed "../Commerce/Demo/Assets/ripple-candlesticks.svg"
};
static const unsigned char salt_cellar_svg[] = {
#embed "../Commerce/Demo/Assets/salt-cellar.svg"
};
static const unsigned char seagrass_basket_svg[] = {
#embed "../Commerce/Demo/Assets/seagrass-basket.svg"
};
static const unsigned char tea_towels_svg[] = {
#embed "../Commerce/Demo/Assets/tea-towels.svg"
};
static const unsigned char terracotta_planter_svg[] = {
#embed "../Commerce/Demo/Assets/terracotta-planter.svg"
};
static const unsigned char waffle_towel_svg[] = {
#embed "../Commerce/Demo/Assets/waffle-towel.svg"
};
static const unsigned char wool_throw_svg[] = {
#embed "../Commerce/Demo/Assets/wool-throw.svg"
};

#define FILE_OF(name, content) {name, content, sizeof content}

static const DemoFile files[] = {
    FILE_OF("brass-reading-lamp.svg", brass_reading_lamp_svg),
    FILE_OF("bud-vase.svg", bud_vase_svg),
    FILE_OF("cedar-incense.svg", cedar_incense_svg),
    FILE_OF("dune-dinner-plates.svg", dune_dinner_plates_svg),
    FILE_OF("fig-candle.svg", fig_candle_svg),
    FILE_OF("glass-carafe.svg", glass_carafe_svg),
    FILE_OF("harbour-teapot.svg", harbour_teapot_svg),
    FILE_OF("linen-apron.svg", linen_apron_svg),
    FILE_OF("linen-cushion.svg", linen_cushion_svg),
    FILE_OF("moon-vase.svg", moon_vase_svg),
    FILE_OF("morning-mug.svg", morning_mug_svg),
    FILE_OF("mushroom-lamp.svg", mushroom_lamp_svg),
    FILE_OF("oak-board.svg", oak_board_svg),
    FILE_OF("olive-wood-spoons.svg", olive_wood_spoons_svg),
    FILE_OF("paper-pendant.svg", paper_pendant_svg),
    FILE_OF("pour-over-dripper.svg", pour_over_dripper_svg),
    FILE_OF("products.csv", products_csv),
    FILE_OF("ripple-bowl.svg", ripple_bowl_svg),
    FILE_OF("ripple-candlesticks.svg", ripple_candlesticks_svg),
    FILE_OF("salt-cellar.svg", salt_cellar_svg),
    FILE_OF("seagrass-basket.svg", seagrass_basket_svg),
    FILE_OF("tea-towels.svg", tea_towels_svg),
    FILE_OF("terracotta-planter.svg", terracotta_planter_svg),
    FILE_OF("waffle-towel.svg", waffle_towel_svg),
    FILE_OF("wool-throw.svg", wool_throw_svg),
};

const DemoFile *demo_file(size_t index) {
    return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
