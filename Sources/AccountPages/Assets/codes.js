// Copies or prints the recovery codes. Without it they can be marked, printed from the browser's menu, and downloaded.
for (const button of document.querySelectorAll("[data-codes-action]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.dataset.codesAction === "print") return window.print();
    const codes = [...document.querySelectorAll("[data-codes] li")].map((item) => item.textContent.trim());
    await navigator.clipboard.writeText(codes.join("\n"));
    button.textContent = button.dataset.done;
  });
}
