// Follows the choice of options with price, availability and picture. Without it the server does the same on submit.
const page = document.querySelector("[data-product]");
const data = page?.querySelector("[data-variants]");

if (data) {
  const variants = JSON.parse(data.dataset.variants);
  const form = page.querySelector("form");
  const price = page.querySelector(".buy-price [data-price]");
  const before = page.querySelector(".buy-price s");
  const stock = page.querySelector("[data-stock]");
  const add = page.querySelector("[data-add]");
  const picture = page.querySelector("[data-main-picture] img");

  const chosen = () => {
    const fields = new FormData(form);
    return ["option1", "option2", "option3"].map((name) => fields.get(name)).filter((value) => value !== null);
  };

  const show = () => {
    const options = chosen();
    const variant = variants.find((one) => one.options.every((value, index) => value === options[index]));
    if (options.length < variants[0].options.length) return;
    add.disabled = !variant?.available;
    stock.classList.toggle("out", !variant?.available);
    stock.textContent = variant ? variant.note : data.dataset.missing;
    if (!variant) return;
    if (price) price.textContent = variant.price;
    page.querySelector(".buy-price .from")?.remove();
    if (before) before.hidden = !variant.before;
    if (before && variant.before) before.textContent = variant.before;
    if (picture && variant.picture && picture.src !== variant.picture) picture.src = variant.picture;
  };

  form.addEventListener("change", show);
  // A browser may have kept the choice from before the page was left.
  show();
}
